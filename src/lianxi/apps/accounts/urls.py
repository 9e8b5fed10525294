"""Addresses of accounts and roles. `config` adds /permissions/, because it needs to know all acts."""

from django.urls import path, re_path

from lianxi.apps.accounts.views import accounts, entrance, machine, roles, units

app_name = "accounts"
urlpatterns = [
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("password/", entrance.password, name="password"),
    path("activate/", entrance.activate, name="activate"),
    path("accounts/", accounts.account_list, name="list"),
    path("accounts/new/", machine.new_account, name="new"),
    path("accounts/invite/", machine.invite, name="invite"),
    path("accounts/<str:username>/", accounts.account_detail, name="detail"),
    path("accounts/<str:username>/person/", accounts.person_page, name="person"),
    re_path(rf"^accounts/(?P<username>[^/]+)/(?P<act>{'|'.join(accounts.ACTS)})/$", accounts.account_act, name="act"),
    path("bodies/<str:code>/units/<int:pk>/members/", units.unit_members_page, name="unit_members"),
    path("roles/", roles.role_page, name="roles"),
    path("roles/ask/", roles.ask_for_role, name="ask"),
    path("roles/withdraw-code/<str:body>/", roles.withdraw_code, name="withdraw_code"),
    re_path(rf"^roles/(?P<number>\d+)/(?P<act>{'|'.join(roles.ACTS)})/$", roles.role_act, name="role_act"),
]
