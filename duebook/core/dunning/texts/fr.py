"""French: a no-break space stands before the colon and the semicolon."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Madame, Monsieur,",
    letters={
        "friendly": Letter(
            "Échéance prochaine – client n° {customer}",
            "Nous nous permettons de vous rappeler que le montant ci-dessous arrive prochainement à "
            "échéance.",
            "Si votre règlement est déjà programmé, aucune démarche n’est nécessaire. Dans le cas contraire, "
            "nous vous remercions de bien vouloir l’effectuer au plus tard à la date d’échéance indiquée.",
        ),
        "due_today": Letter(
            "Montant arrivé à échéance – client n° {customer}",
            "Le montant ci-dessous est désormais arrivé à échéance.",
            "Sauf règlement déjà effectué de votre part, nous vous remercions de bien vouloir virer {total} "
            "sur le compte indiqué ci-après.",
        ),
        "first": Letter(
            "Rappel de paiement – client n° {customer}",
            "Sauf erreur ou omission de notre part, le montant ci-dessous ne nous est pas encore parvenu.",
            "Nous vous remercions de bien vouloir procéder au règlement de {total} au plus tard le {pay_by}. "
            "Si une difficulté retarde ce paiement, n’hésitez pas à nous en faire part\u00a0; nous "
            "chercherons volontiers une solution avec vous.",
        ),
        "second": Letter(
            "Relance pour impayé – client n° {customer}",
            "Sauf erreur de notre part, le montant ci-dessous, dont l’échéance est dépassée, demeure impayé "
            "à ce jour.",
            "Nous vous prions de nous faire parvenir {total} au plus tard le {pay_by}, ou de nous indiquer "
            "d’ici là le motif de ce retard et la date à laquelle nous pouvons compter sur votre règlement.",
        ),
        "final": Letter(
            "Dernière relance – client n° {customer}",
            "Malgré le temps écoulé depuis l’échéance, le montant ci-dessous demeure impayé.",
            "La présente constitue notre dernière relance. Nous vous prions de régler {total} au plus tard "
            "le {pay_by}. Passé ce délai, nous serions contraints d’envisager d’autres démarches, telles que "
            "la transmission du dossier à une société de recouvrement ou à notre avocat, entraînant des "
            "frais que nous préférerions vous éviter.",
        ),
    },
    carried="Par souci d’exhaustivité, le tableau reprend également des montants échus antérieurement.",
    promised="Vous nous aviez annoncé le règlement de {numbers} pour le {date}\u00a0; à ce jour, il ne nous "
    "est pas parvenu.",
    set_off="Les sommes en votre faveur ont déjà été déduites.",
    disputed="Les montants que vous contestez ne sont pas inclus.",
    crossed="Si votre règlement nous a été adressé entre-temps, nous vous prions de ne pas tenir compte de "
    "ce message.",
    query="Pour toute question, ou si vous contestez l’un de ces montants, il vous suffit de répondre à ce "
    "message.",
    bank_details="Coordonnées bancaires pour votre virement\u00a0:",
    closing="Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",
    labels=Labels(
        number="Pièce",
        issue_date="Date",
        due_date="Échéance",
        days_overdue="Jours de retard",
        amount="Montant",
        open="Reste dû",
        total="Total",
        balance="À payer",
        credit_note="Avoir",
        advance="Acompte",
        unapplied_cash="Paiement non affecté",
        holder="Titulaire",
        iban="IBAN",
        bic="BIC",
        bank="Banque",
        reference="Référence à rappeler",
    ),
)
