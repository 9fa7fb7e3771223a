"""The addresses of the desk. What belongs to a company stands under its code."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from duebook.desk.views import entry, summary

company = [
    path("", summary.summary, name="summary"),
]

urlpatterns = [
    path("", entry.companies, name="companies"),
    path(
        "sign-in/",
        LoginView.as_view(template_name="desk/sign_in.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("<slug:company>/", include(company)),
]
