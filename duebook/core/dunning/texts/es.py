"""Spanish: formal address; the greeting ends in a colon."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Estimado cliente:",
    letters={
        "friendly": Letter(
            "Próximo vencimiento – cliente n.º {customer}",
            "Le recordamos con la debida antelación que el importe indicado a continuación vencerá "
            "próximamente.",
            "Si el pago ya está programado, no es necesario que haga nada más. En caso contrario, le "
            "agradeceremos que lo efectúe, a más tardar, en la fecha de vencimiento indicada.",
        ),
        "due_today": Letter(
            "Vencimiento de pago – cliente n.º {customer}",
            "El importe indicado a continuación ha llegado a su vencimiento.",
            "Si aún no lo ha hecho, le rogamos que transfiera {total} a la cuenta que figura más abajo.",
        ),
        "first": Letter(
            "Recordatorio de pago – cliente n.º {customer}",
            "Según nuestros registros, todavía no hemos recibido el importe indicado a continuación; es "
            "posible que se trate de un simple olvido.",
            "Le rogamos que transfiera {total} a más tardar el {pay_by}. Si algo impide el pago, háganoslo "
            "saber; con gusto buscaremos una solución con usted.",
        ),
        "second": Letter(
            "Reclamación de pago – cliente n.º {customer}",
            "El importe indicado a continuación está vencido y, hasta la fecha, no nos consta su pago.",
            "Le rogamos que nos haga llegar {total} a más tardar el {pay_by} o que, dentro de ese plazo, nos "
            "indique el motivo del retraso y cuándo podemos contar con el pago.",
        ),
        "final": Letter(
            "Último aviso de pago – cliente n.º {customer}",
            "Pese al tiempo transcurrido desde el vencimiento, el importe indicado a continuación sigue "
            "pendiente de pago.",
            "Este es nuestro último aviso. Le instamos a abonar {total} a más tardar el {pay_by}. "
            "Transcurrido ese plazo, nos veremos obligados a considerar otras medidas, como encomendar el "
            "asunto a una agencia de cobro o a nuestros abogados, con unos gastos que preferiríamos "
            "evitarle.",
        ),
    },
    carried="Para que disponga de la información completa, la tabla incluye también importes vencidos con "
    "anterioridad.",
    promised="Nos había anunciado el pago de {numbers} para el {date}; hasta ahora no lo hemos recibido.",
    set_off="Los saldos a su favor ya se han descontado.",
    disputed="No se incluyen los importes en disputa.",
    crossed="Si entretanto ya ha efectuado el pago, le rogamos que no tenga en cuenta este mensaje.",
    query="Si tiene alguna pregunta o no está conforme con alguno de los importes, basta con que responda a "
    "este correo.",
    bank_details="Datos bancarios para el pago:",
    closing="Atentamente,",
    labels=Labels(
        number="Documento",
        issue_date="Fecha",
        due_date="Vencimiento",
        days_overdue="Días de retraso",
        amount="Importe",
        open="Pendiente",
        total="Total",
        balance="Total a pagar",
        credit_note="Nota de crédito",
        advance="Anticipo",
        unapplied_cash="Pago sin asignar",
        holder="Titular",
        iban="IBAN",
        bic="BIC",
        bank="Banco",
        reference="Concepto",
    ),
)
