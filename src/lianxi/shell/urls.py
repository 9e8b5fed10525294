from django.urls import path

from lianxi.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo-day/", views.demo_day, name="demo_day"),
]
