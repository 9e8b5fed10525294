from django.urls import path

from lianxi.apps.files import views

app_name = "files"
urlpatterns = [path("<uuid:uuid>/", views.download, name="download")]
