"""The addresses of the desk. What belongs to a company stands under its code."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from duebook.desk.views import (
    cash_application,
    customers,
    decisions,
    deductions,
    differences,
    entry,
    imports,
    items,
    key_figures,
    mailbox,
    messages,
    proof,
    proposals,
    receipts,
    reviews,
    summary,
    work,
)

company = [
    path("", summary.summary, name="summary"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<int:pk>/", receipts.receipt, name="receipt"),
    path("receipts/<int:pk>/proof/", proof.proof, name="proof"),
    path("receipts/<int:pk>/set-aside/", decisions.set_aside, name="set_aside"),
    path("receipts/<int:pk>/undo/", decisions.undo, name="undo"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/accept/", decisions.accept_all, name="accept_all"),
    path("proposals/<int:pk>/decide/", decisions.decide, name="decide"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", reviews.decide, name="review"),
    path("cash-application/", cash_application.cash_application, name="cash_application"),
    path("cash-application/setting/", cash_application.change, name="change_setting"),
    path("deductions/", deductions.deductions, name="deductions"),
    path("deductions/<int:pk>/decide/", deductions.decide, name="decide_deduction"),
    path("differences/", differences.differences, name="differences"),
    path("differences/change/", differences.change, name="change_differences"),
    path("items/", items.items, name="items"),
    path("customers/", customers.customers, name="customers"),
    path("customers/<path:number>/", customers.customer, name="customer"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/<int:pk>/letter/", messages.letter, name="letter"),
    path("key-figures/", key_figures.key_figures, name="key_figures"),
    path("work/", work.work, name="work"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.file, name="file"),
]

urlpatterns = [
    path("", entry.companies, name="companies"),
    path(
        "sign-in/",
        LoginView.as_view(template_name="desk/sign_in.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<str:key>/", mailbox.mail, name="mail"),
    path("mailbox/<str:key>/letter/", mailbox.mail_body, name="mail_body"),
    path("<slug:company>/", include(company)),
]
