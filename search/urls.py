from django.urls import path

from search.views import machines, page

app_name = "search"
urlpatterns = [
    path("search/", page.search, name="search"),
    path("search/suggest/", machines.suggest, name="suggest"),
    path("api/search", machines.api, name="api"),
]
