"""Addresses of volunteering."""

from django.urls import path

from volunteers.views import calls, own

app_name = "volunteers"
urlpatterns = [
    path("volunteer/", calls.opportunities, name="opportunities"),
    path("volunteer/calls/<int:pk>/", calls.opportunity, name="opportunity"),
    path("volunteer/register/", own.registration, name="register"),
    path("volunteer/mine/", own.my_page, name="mine"),
    path("volunteer/leave/", own.leave_volunteering, name="leave"),
    path("volunteer/shifts/<int:pk>/sign-up/", calls.put_name_down, name="sign_up"),
    path("volunteer/signups/<int:pk>/withdraw/", calls.take_name_back, name="withdraw"),
]
