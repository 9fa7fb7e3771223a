"""English."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Dear Sir or Madam,",
    letters={
        "friendly": Letter(
            "Payment due shortly – customer no. {customer}",
            "As a courtesy, we would like to let you know that the amount below falls due shortly.",
            "If payment is already scheduled, there is nothing more for you to do. Otherwise, please let it "
            "reach us by the due date shown.",
        ),
        "due_today": Letter(
            "Payment now due – customer no. {customer}",
            "The amount below has now fallen due.",
            "If you have not already done so, please transfer {total} to the account given below.",
        ),
        "first": Letter(
            "Payment reminder – customer no. {customer}",
            "According to our records, the amount below has not reached us yet. It may simply have been "
            "overlooked.",
            "Please transfer {total} by {pay_by}. If anything is holding up the payment, do let us know; we "
            "will be glad to find a solution with you.",
        ),
        "second": Letter(
            "Urgent payment reminder – customer no. {customer}",
            "The amount below is overdue and, to date, we have not received payment.",
            "Please make sure that {total} reaches us by {pay_by}, or tell us by then what stands in the way "
            "and when we can expect payment.",
        ),
        "final": Letter(
            "Final notice – customer no. {customer}",
            "Despite the time that has passed since the due date, the amount below remains unpaid.",
            "This is our final notice. Please pay {total} by {pay_by} at the latest. After that date we "
            "will have to consider further steps, such as passing the matter to a collection agency or to "
            "our solicitors. We would much rather spare you the cost of that.",
        ),
    },
    carried="For completeness, the table also shows amounts that fell due earlier.",
    promised="You had told us to expect payment of {numbers} by {date}; it has not reached us.",
    set_off="Amounts to your credit have already been deducted.",
    disputed="Amounts that you dispute are not included.",
    crossed="If you have paid in the meantime, please disregard this message.",
    query="If you have a question or do not agree with an item, simply reply to this e-mail.",
    bank_details="Please pay to this account:",
    closing="Kind regards",
    labels=Labels(
        number="Document",
        issue_date="Date",
        due_date="Due date",
        days_overdue="Days overdue",
        amount="Amount",
        open="Open",
        total="Total",
        balance="To pay",
        credit_note="Credit note",
        advance="Advance payment",
        unapplied_cash="Payment not yet allocated",
        holder="Account holder",
        iban="IBAN",
        bic="BIC",
        bank="Bank",
        reference="Payment reference",
    ),
)
