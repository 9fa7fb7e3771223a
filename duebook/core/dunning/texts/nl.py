"""Dutch: formal address."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Geachte heer, mevrouw,",
    letters={
        "friendly": Letter(
            "Betaaltermijn verstrijkt binnenkort – klantnr. {customer}",
            "Graag attenderen wij u er alvast op dat de betaaltermijn van het onderstaande bedrag binnenkort "
            "verstrijkt.",
            "Is de betaling al ingepland, dan hoeft u niets te doen. Zo niet, dan ontvangen wij uw betaling "
            "graag uiterlijk op de vermelde vervaldatum.",
        ),
        "due_today": Letter(
            "Vervaldatum bereikt – klantnr. {customer}",
            "De vervaldatum van het onderstaande bedrag is bereikt.",
            "Wilt u, als u dat nog niet hebt gedaan, {total} overmaken naar de onderstaande rekening?",
        ),
        "first": Letter(
            "Betalingsherinnering – klantnr. {customer}",
            "Volgens onze administratie hebben wij het onderstaande bedrag nog niet ontvangen. "
            "Waarschijnlijk is het aan uw aandacht ontsnapt.",
            "Wilt u {total} uiterlijk {pay_by} overmaken? Is er iets waardoor u niet kunt betalen, laat het "
            "ons dan weten; we zoeken graag samen met u naar een oplossing.",
        ),
        "second": Letter(
            "Dringende betalingsherinnering – klantnr. {customer}",
            "De vervaldatum van het onderstaande bedrag is verstreken en wij hebben nog geen betaling "
            "ontvangen.",
            "Wij verzoeken u ervoor te zorgen dat {total} uiterlijk {pay_by} op onze rekening staat, of ons "
            "vóór die datum te laten weten wat de betaling in de weg staat en wanneer wij die kunnen "
            "verwachten.",
        ),
        "final": Letter(
            "Laatste aanmaning – klantnr. {customer}",
            "Ondanks de tijd die sinds de vervaldatum is verstreken, is het onderstaande bedrag nog niet "
            "betaald.",
            "Dit is onze laatste aanmaning. Wij verzoeken u {total} uiterlijk {pay_by} te betalen. Na die "
            "datum zullen wij verdere stappen moeten overwegen, zoals overdracht aan een incassobureau of "
            "aan onze advocaat. De kosten daarvan besparen wij u liever.",
        ),
    },
    carried="Voor de volledigheid staan in het overzicht ook bedragen waarvan de vervaldatum al eerder is "
    "verstreken.",
    promised="U had de betaling van {numbers} toegezegd voor {date}; die hebben wij nog niet ontvangen.",
    set_off="Uw tegoeden zijn al in mindering gebracht.",
    disputed="Bedragen waartegen u bezwaar hebt gemaakt, zijn niet meegeteld.",
    crossed="Hebt u inmiddels betaald, dan kunt u dit bericht als niet verzonden beschouwen.",
    query="Hebt u vragen of bent u het niet eens met een van de posten? U kunt gewoon op deze e-mail "
    "antwoorden.",
    bank_details="U kunt betalen op deze rekening:",
    closing="Met vriendelijke groet,",
    labels=Labels(
        number="Document",
        issue_date="Datum",
        due_date="Vervaldatum",
        days_overdue="Dagen te laat",
        amount="Bedrag",
        open="Openstaand",
        total="Totaal",
        balance="Te betalen",
        credit_note="Creditnota",
        advance="Vooruitbetaling",
        unapplied_cash="Nog niet verwerkte betaling",
        holder="Ten name van",
        iban="IBAN",
        bic="BIC",
        bank="Bank",
        reference="Omschrijving",
    ),
)
