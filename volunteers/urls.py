"""Addresses of volunteering."""

from django.urls import path

from volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("volunteer/", views.opportunities, name="opportunities"),
    path("volunteer/calls/<int:pk>/", views.opportunity, name="opportunity"),
    path("volunteer/register/", views.registration, name="register"),
    path("volunteer/mine/", views.my_page, name="mine"),
    path("volunteer/leave/", views.leave_volunteering, name="leave"),
    path("volunteer/shifts/<int:pk>/sign-up/", views.put_name_down, name="sign_up"),
    path("volunteer/signups/<int:pk>/withdraw/", views.take_name_back, name="withdraw"),
]
