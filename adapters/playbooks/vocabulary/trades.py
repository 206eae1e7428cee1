"""Words of roles and of companies."""

from adapters.playbooks.vocabulary.listed import listed

ROLES = listed("""
ceo cto cfo coo cmo cio cpo cro cso ciso chro vp svp evp president chairman founder co-founder cofounder owner
co-owner director head manager engineer developer designer architect analyst consultant buyer recruiter accountant
controller partner lead specialist coordinator assistant secretary supervisor principal producer editor professor
salesperson representative geschäftsführer geschäftsführerin leiter leiterin einkäufer einkäuferin inhaber
inhaberin vertriebsleiter vertriebsleiterin abteilungsleiter gründer gründerin vorstand prokurist directora
gerente jefe jefa fundador fundadora presidente responsable dueño dueña ingeniero ingeniera директор директорка
директором директоркою засновник засновниця засновником власник власниця керівник керівниця менеджер менеджерка
інженер розробник основатель владелец руководитель начальник инженер разработчик закупівельник закупщик бухгалтер
маркетолог
""")

ROLE_MODIFIERS = listed("""
senior junior chief vice general managing executive deputy regional global local technical commercial creative
product project program programme sales marketing account key operations operating finance financial hr it
software data purchasing procurement business development customer success country area brand export office plant
quality supply chain logistics growth digital content r&d qa devops frontend backend full-stack security research
staff lead group team founding комерційний технічний генеральний виконавчий коммерческий технический генеральный
исполнительный главный головний фінансовий финансовый
""")

OWN_COMPANY_ROLES = listed(
    "ceo cto cfo coo cmo cio cpo cro president founder co-founder cofounder owner co-owner chairman partner"
)
"""The word after their "of" is a company; a head or director is of a department just as well."""

COMPANY_PREPOSITIONS = listed("from at of von vom bei de en з із зі від у в из с от во")
"""After a name or a role."""

INFLECTING = listed("з із зі від у в из с от во")

COMPANY_FILLERS = listed("""
the company firm agency startup der dem die firma unternehmen la empresa compañía компанії компанія компании
компания компанією фірми фирмы фірма фирма
""")
COMPANY_NOUNS = listed(
    "company firm firma empresa compañía компанії компанія компании компания компанією фірми фирмы фірма фирма"
)

COMPANY_ENDINGS = listed("""
inc llc llp ltd limited plc corp corporation co gmbh ag se kg ug ohg mbh sa sl srl spa bv nv oy ab as aps kft s.a
s.l s.r.l sp.z.o.o z.o.o group holding holdings bank solutions technologies technology tech systems labs studio
studios agency software consulting partners media hotel hotels university college institute company industries
international services logistics motors foods energy capital ventures insurance pharma airlines retail store shop
foundation тов тзов ооо зат оао пат групп груп банк
""")
