"""Paths of the guides and of the drug pages."""

from django.urls import path

from drugs.guides import views

app_name = "guides"
urlpatterns = [
    path("guides/", views.index, name="index"),
    path("guides/adverse-effects/<slug:slug>/", views.effect, name="effect"),
    path("guides/conditions/<slug:slug>/", views.condition, name="condition"),
    path("guides/<slug:slug>/", views.drug_class, name="class"),
    path("drugs/<slug:slug>/", views.drug, name="drug"),
]
