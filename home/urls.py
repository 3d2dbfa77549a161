"""Addresses of the front: areas, where to ask, what machines read."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from home.feeds import SITEMAPS, NewsFeed
from home.views import areas, drafts, machines, people, where_to_ask

app_name = "home"
urlpatterns = [
    path("areas/", areas.areas, name="areas"),
    path("areas/<slug:code>/", areas.area, name="area"),
    path("where-to-ask/", where_to_ask.where_to_ask, name="where_to_ask"),
    path("invitation/<str:secret>/", people.accept_invitation, name="invitation"),
    path("draft/<str:secret>/", drafts.draft_link, name="draft_link"),
    path("draft/<str:secret>/<int:pk>/", drafts.draft_page, name="draft_page"),
    path("site-map/", areas.site_map, name="site_map"),
    path("feed.xml", NewsFeed(), name="news_feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
]
