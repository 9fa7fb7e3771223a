"""West Frisian: formal address."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Achte hear, mefrou,",
    letters={
        "friendly": Letter(
            "Betellingstermyn ferrint ynkoarten – klantnûmer {customer}",
            "Graach litte wy jo fan tefoaren witte dat de betellingstermyn fan it ûndersteande bedrach "
            "ynkoarten ferrint.",
            "Is de betelling al ynpland, dan hoege jo neat te dwaan. Oars krije wy jo betelling graach "
            "op syn lêst op de neamde ferfaldatum.",
        ),
        "due_today": Letter(
            "Ferfaldatum berikt – klantnûmer {customer}",
            "De ferfaldatum fan it ûndersteande bedrach is berikt.",
            "Wolle jo, as jo dat noch net dien hawwe, {total} oermeitsje nei de ûndersteande rekken?",
        ),
        "first": Letter(
            "Betellingsherinnering – klantnûmer {customer}",
            "Neffens ús administraasje hawwe wy it ûndersteande bedrach noch net ûntfongen. Nei alle "
            "gedachten is it oan jo oandacht ûntkommen.",
            "Wolle jo {total} op syn lêst {pay_by} oermeitsje? Is der wat wêrtroch’t jo net betelje kinne, "
            "lit it ús dan witte; wy sykje graach mei jo nei in oplossing.",
        ),
        "second": Letter(
            "Driuwende betellingsherinnering – klantnûmer {customer}",
            "De ferfaldatum fan it ûndersteande bedrach is foarby en wy hawwe noch gjin betelling ûntfongen.",
            "Wy freegje jo derfoar te soargjen dat {total} op syn lêst {pay_by} op ús rekken stiet, of ús "
            "foar dy datum witte te litten wat de betelling yn ’e wei stiet en wannear’t wy dy "
            "ferwachtsje kinne.",
        ),
        "final": Letter(
            "Lêste oanmoaning – klantnûmer {customer}",
            "Nettsjinsteande de tiid dy’t sûnt de ferfaldatum ferrûn is, is it ûndersteande bedrach noch net "
            "betelle.",
            "Dit is ús lêste oanmoaning. Wy fersykje jo om {total} op syn lêst {pay_by} te beteljen. Nei dy "
            "datum sille wy fierdere stappen oerwage moatte, lykas it oerdragen oan in ynkassoburo of oan ús "
            "abbekaat. De kosten dêrfan besparje wy jo leaver.",
        ),
    },
    carried="Foar de folsleinens steane yn it oersjoch ek bedraggen dêr’t de ferfaldatum al earder fan "
    "foarby wie.",
    promised="Jo hienen de betelling fan {numbers} tasein foar {date}; dy hawwe wy noch net ûntfongen.",
    set_off="Jo tegoeden binne der al ôflutsen.",
    disputed="Bedraggen dêr’t jo beswier tsjin makke hawwe, binne net meirekkene.",
    crossed="Hawwe jo yntusken betelle, dan kinne jo dit berjocht as net ferstjoerd beskôgje.",
    query="Hawwe jo fragen of binne jo it net iens mei ien fan de posten? Jo kinne gewoan op dit berjocht "
    "antwurdzje.",
    bank_details="Jo kinne betelje op dizze rekken:",
    closing="Mei freonlike groetnis,",
    labels=Labels(
        number="Dokumint",
        issue_date="Datum",
        due_date="Ferfaldatum",
        days_overdue="Dagen te let",
        amount="Bedrach",
        open="Iepensteand",
        total="Totaal",
        balance="Te beteljen",
        credit_note="Kredytnota",
        advance="Foarútbetelling",
        unapplied_cash="Noch net ferwurke betelling",
        holder="Op namme fan",
        iban="IBAN",
        bic="BIC",
        bank="Bank",
        reference="Omskriuwing",
    ),
)
