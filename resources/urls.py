"""Addresses of the directory."""

from django.urls import path

from resources.views import bases, directory, groups

app_name = "resources"
urlpatterns = [
    path("directory/", directory.directory, name="directory"),
    path("directory/<slug:slug>/", directory.agency, name="agency"),
    path("bases/", bases.bases, name="bases"),
    path("bases/<slug:slug>/", bases.base, name="base"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
]
