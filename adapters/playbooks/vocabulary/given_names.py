"""Frequent first names. One of them may stand alone; another lone capitalised word may be a company."""

from adapters.playbooks.vocabulary.listed import listed

_LATIN = """
aaron adam adrian agnieszka ahmed aisha alan albert alejandro aleksandra alessandro alex alexander alexandra alice
alicia alina ali amanda amelia amir amy ana anastasia anatoly andrea andreas andrei andrew andrey andriy angela anita
anja anke ann anna anne annika anthony anton antonio arthur artem aurora barbara bartosz beata beatriz ben benjamin
bernd bill birgit bob bogdan bohdan boris brian brigitte bruno carla carlos carmen carol carolina caroline catherine
chiara chris christian christina christine christoph christopher claire clara claudia conor cristina dan daniel daniela
daria dariusz dave david deborah denis dennis diana diego dieter dmitri dmitry dmytro dominik donald doris dorota
edward ekaterina elena elias elisabeth elizabeth ella ellen emily emma emilia enrique eric erik erika esther eugene eva
evgeny fatima federico felipe felix fernando filip finn florian francesca francesco francisco frank frederic gabriel
gabriela george georg gerhard giulia giuseppe grace greg gregor gustavo hannah hans hassan heike heinz helen helena
helga henry hugo ian ibrahim igor ihor ilya ines ingrid inna ioana irina iryna isabel isabella ivan ivana jack jacob
jakub james jan jana jane janet jason javier jean jennifer jens jeremy jessica jim joan joanna joe johan johanna johann
john jon jonas jonathan jorge josé jose joseph juan judith julia julian julie jürgen karen karin karl karolina kate
katarzyna katerina kateryna katharina kathrin kathleen katie katrin kevin klaus konstantin krzysztof kyle larysa laura
lars laurent lea lena leo leon leonid linda lisa liudmyla louis louise lucas lucia lucía ludmila luis luisa luka lukas
łukasz luke lyudmila maciej magdalena maksym manfred manuel marc marcel marcin marco marcus margaret maria maría mariana
marie marina mario mariusz mark markus marta martin martina mary maryna mateusz matt matteo matthew matthias max maxim
maximilian mehmet melissa michael michaela michał michel michelle miguel mike mikhail mila milan mohamed mohammed monica
monika mustafa mykola mykhailo nadia nadiya nancy natalia natalie nataliya natasha nathan nicholas nick nicola nicolas
nicole nikita nikolai nikolaus nina nora oksana ola oleg oleh oleksandr oleksandra oleksiy olena olga olha oliver olivia
omar oscar oskar otto pablo pamela patricia patrick paul paula pavel pavlo pawel paweł pedro petra peter petro philip
philipp philippe pierre piotr rachel rafael ralf raquel raul raúl rebecca renate ricardo richard rita robert roberto
roland roman rosa ruslan ruth ryan sabine samantha samuel sandra santiago sara sarah scott sebastian serge sergei sergey
sergio serhii serhiy sharon silvia simon simone sofia sonia sophia sophie stefan stefanie stefano stepan stephanie
stephen steve steven susan susanne svetlana svitlana tanja tanya taras tatiana tetiana tetyana thomas tim timothy tina
tobias tom tomás tomasz tony ulrich ulrike ursula uwe vadim vadym valentina valeria vanessa vasyl vera veronika victor
victoria viktor viktoria viktoriia vincent viola vitalii vitaliy vlad vladimir volodymyr walter werner william wojciech
wolfgang yaroslav yulia yuliia yuri yurii yusuf zofia
"""

_FROM_ASIA_AND_AFRICA = """
aarav aditya aiko akiko akira amina amit amrita ananya anil anjali ankit arjun ashok ayesha ayşe chidi chioma deepak
deepika divya emre emeka farah fatma hana haruka haruto hideo hiroshi hiroto hussein jiho jisoo karim kavita
kavya kazuki keiko kenji khalid kiran kwame lakshmi layla leila mahmoud manish mariam meera minjun murat nadeem
naoko naoki neha ngozi nikhil nisha noor olumide oluwaseun pooja pradeep prakash priya priyanka rahul rajesh rakesh
ramesh ravi ritu rohan rohit sakura samir sandeep sanjay satoshi seojun shreya siddharth sneha sunil sunita suresh
takashi takeshi tariq vijay vikram wanjiru xiaoming yasmin yuki yuto zainab zeynep
"""

_CYRILLIC = """
александр александра алексей алина алла анастасия анастасія анатолий анатолій андрей андрій анна антон артем артём
богдан борис вадим валентина валерий валерій василий василь вера виктор виктория виталий владимир владислав володимир
вячеслав віктор вікторія віталій віра галина ганна георгий григорий григорій дарина дарья даниил данило денис дмитрий
дмитро евгений евгения екатерина елена елизавета ірина іван ігор ілля иван игорь илья инна ирина інна катерина кирилл
кирило константин костянтин ксения ксенія лариса леонид леонід лидия людмила любовь любов максим марина мария марія
марк михаил михайло микола надежда надія наталия наталья наталія наталя никита николай нина ніна оксана олег олександр
олександра олексій олена ольга павел павло петр пётр петро полина роман руслан светлана сергей сергій світлана софия
софія станислав станіслав степан тамара тарас татьяна тетяна федор юлия юлія юрий юрій яна ярослав
"""

GIVEN_NAMES = listed(_LATIN + _FROM_ASIA_AND_AFRICA + _CYRILLIC)

CYRILLIC_BEGINNINGS = frozenset(name[:length] for name in listed(_CYRILLIC) for length in range(3, len(name) + 1))
"""To know "Оленою" by its beginning."""

ALSO_WORDS = listed(
    "mark bill grace max frank rosa viola rita sky otto anita hana sakura любов вера віра надежда надія"
)
"""At the head of a note, or in capitals, these may be no name: "Mark as won", "Grace period", "intro to HANA"."""
