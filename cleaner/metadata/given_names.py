"""Common given names, to tell a person from a subject where no "By" stands before a name.

"Travel Tips" and "Sandra Boyle" look alike in a line above a date; the first word decides. The list
holds what is common in Europe, the Americas, the Arab world, Iran, Israel, South and East Asia, in the letters it is
written in, in lower case, and family names of Vietnam, which stand first; a name that is missing only means that
the line needs a clear sign. Names that are common words as well are left out.
"""

from __future__ import annotations

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    aaron abby abdul abdullah abdülkadir abigail abraham adam adela adele adem adrian adriana adrienn agata agnes
    agnieszka agung agus ahmad ahmed ahmet aidan aileen aino aisha akira alain alan alana albert alberto alejandra
    alejandro aleksandra alena alessandra alessandro alessia alex alexa alexander alexandra alexandre alexandria
    alexandru alexis alfonso alfred ali alice alicia alicja alina alison alissa allan allen allie allison alper
    alyssa alžbeta alžběta amanda amara amber amelia amina amir amit amy amélie ana ana-maria anamarija anca anders
    andi andre andrea andreas andreea andrei andrej andres andrew andrey andrija andrzej andré andrés andy aneta
    anette anežka angel angela angelica angelika angelina angie angus aniela anikó anisa anita anja anjali ankica
    ann anna annabel anne anne-marie annegret anneli annette anni annie annika ante antero anthony antje antoine
    anton antonella antoni antonia antonija antonio antti antun anupam anđela aoife april archie arief arild arja
    arjun arkadiusz armin arne arnold arthur arto arun arvid arzu asbjørn asha ashley aslı astri astrid asuman
    athena atle attila aubrey audrey audun august aulia aurelia aurora austin ava axel ayesha ayfer ayhan aykut ayla
    aylin aynur aysel ayu ayşe ayşegül balázs bambang barbara barbora barnabás barry bartosz bartłomiej bayu başak
    beata beatrice beatriz becky bekir belinda ben bence benedict benjamin bent bente berit berna bernard bernd
    bernhard beth bethany betsy betty betül beverly beáta bianca biljana bill billy birger birgit birsen bjarne
    björn bjørg bjørn blake blanka blaženka bob bobby bodil bogdan boglárka bogusław bohumil bohuslav bojan boris
    borna botond bożena božena božidar brad bradley brandon branimir branislav branka brankica branko brenda brendan
    brent bret brett brian brianna bridget brigitte britt britta brittany brooke bruce bruna bruno bryan bryce budi
    burak burcu burhan bálint bård bùi bülent caitlin caleb calvin camelia cameron camila camilla camille candace
    cansu cara carl carla carlo carlos carmen carol carolin carolina caroline carolyn carrie carsten casey cassandra
    catalina catherine cathy cecilia celeste celia cem cemal cemil cengiz cezar cezary chad charlene charles charlie
    charlotte chelsea chen cheryl chinedu chloe chloé chris christa christel christian christiane christina
    christine christof christoph christophe christopher christy cihan cindy ciprian claire clara clarissa claude
    claudia claudio claudiu clemens cody colin colleen connor conor constance corey corina cornel cornelia cory
    cosmin costel costin courtney craig crina cristi cristian cristina crystal csaba csilla curtis cynthia cyril
    czesław dagmar daisy dale damian damien damir dan dan-mihai dana daniel daniela daniele danielle danijel
    danijela danny daphne darina dariusz darren darya daryl dave david davide davor davorka dawid dawn daša dean
    debbie deborah debra declan dedi dedy deepa deepak dejan delia denis denise dennis derek devin dewi diana diane
    diego dieter dietmar dimas dimitri dina dirk djoko dmitry doina dolores domagoj dominic dominik dominique don
    donald donna dora dorin dorina doris dorota dorothea dorothy dorottya dorthe doug douglas dragan dragana dragica
    dragoș drahomíra dražen drew dubravka dumitru duncan dunja dustin dušan duško dwi dylan dániel dóra ebru eddie
    edi eduardo edward edwin edyta eero eeva egil eileen einar eino eirik eivind ejner eko ekrem elaine eldrid
    eleanor elena eli eliana elif elin elina elisa elisabeta elisabeth elise elizabeth eliška ella elle ellen ellie
    eloise elsa elżbieta emanuel emanuela emel emese emil emilia emilie emilio emily emin emine emma emmanuel
    emmanuelle emmi emrah emre emília emőke endang enikő enrico enrique ercan erdal erdem erdoğan eren eric erica
    erich erik erika erin erkan erkki erlend erling erna ernest ernesto ernst erol ersin ertuğrul esa esra essi
    esteban esther eszter etelka ethan eugen eugene eva evan eve evelyn ewa ewelina fabian fabien fabio faith fajar
    fanni farah faruk fatih fatima fatma febri federica federico felicia felicity felipe felix ferdi ferdinand
    ferenc ferhat feride fernanda fernando figen fikret filip filiz fiona fitri flemming florence florentina florian
    florin folke frances francesca francesco francine francis francisco franciszek franco frank franka frano
    františek franz françois françoise fred freddie frederic frederick frederik friederike friedrich fritz frode
    frédéric funda gabby gabriel gabriela gabriele gabriella gabrielle gail galih gareth garrett gary gaute gavin
    geir gelu gemma genevieve georg george georgia georgiana georgina gerald gerard gerd gergely gergő gerhard
    gheorghe gianluca gilles gillian gina giorgio giovanna giovanni giulia giuseppe gizella gizem gloria gonzalo
    goran gordana gordon grace graham grant grażyna greg gregor gregory greta gretchen grete gro grzegorz guido
    guillaume guillermo gunilla gunn gunnar gunther gustavo guy gwen gyula györgy gábor gökhan gökçe gönül göran
    gösta gülay gülcan gülşen gürkan hadi hailey hajnalka hakan hakkı hal haley halil halina halit haluk halvard
    hamza hana handan hande hanna hannah hanne hanne-lore hannes hans harald harold harri harriet harry harsh hasan
    hassan hatice havva hayriye heather hector heidi heike heikki heiko heinrich heinz helen helena helene helga
    helge heli hendra hendrik henna henning henri henriette henrik henry herbert herman hermann heru hilary hilde
    hillary hillevi hiroshi hjalmar holger holly hope horia horst howard hrvoje huang hubert hugh hugo humberto
    hussein huỳnh hynek hyun håkan håkon håvard hélène hülya hüseyin ian ibolya ibrahim ida iga ignacio igor iida
    ildikó ileana ilinca ilker ilkka ilona imogen imre imrich ines inga ingeborg ingela inger ingo ingrid ioana ion
    ionel ionela ionuț irene irfan irina iris irma isaac isabel isabella isabelle isaiah ismail istván iulia iulian
    iva ivan ivana ivanka ivar ivica ivo ivona iwan iwona izabela işıl jaana jacek jack jackie jackson jacob
    jacqueline jacques jade jadranka jadwiga jae jagoda jaime jakob jakub james jamie jan jana jane janet janice
    janine janusz jared jari jarkko jarmila jarmo jaromír jaroslav jarosław jasenka jasmin jasmine jasna jason
    javier jay jean jeanette jeanne jeff jeffrey jelena jen jenna jenni jennifer jenny jens jeppe jeremy jerker
    jerome jerry jerzy jesper jesse jessica jessie jill jim jimmy jin jindřich jitka jiří jo joachim joan joana
    joanna joanne jochen jodi jody joe joel joelle joerg johan johanna johannes john johnny joko jolanta jon jonas
    jonathan jordan jordi jorge jorunn jose josef josefin joseph josephine josh joshua josip josipa josé jouni jovan
    jovana joy joyce jozef juan juana juanita judit judith judy juha juhani jukka julia julian juliana juliane julie
    julien juliet juliette julio julius jun june juraj jure jurica jussi justin justine justyna jytte ján jános
    jérôme józef józsef jörg jörn jørgen jürgen kaan kacper kadir kadriye kai kaisa kaitlin kalle kamil kamila kara
    karel karen kari karin karina karl karla karolina karsten kartika kasper katalin katarina katarzyna katarína
    kate kateřina katharina katherine kathleen kathrin kathryn kathy katia katie katja katri katrin katy kayla
    kazimierz kazım keith kelly kelsey kemal ken kenan kendra kenji kenneth kerem kerry kerstin kevin khaled kim
    kimberly kimmo kinga kirsi kirsten kirstin kjeld kjell kjersti klaus klára knud knut kofi konrad konstantin
    koray kornél krešimir kris krista kristen kristian kristijan kristin kristina kristine kristoffer kristy
    kristýna krisztina krisztián krunoslav krystian krystyna krzysztof kumar kurniawan kurt květa kwame kyle kylie
    kálmán kåre kübra ladislav lajos lara larry lars lasse laszlo laura lauren laurence laurent laurențiu lauri
    laurie lavinia lea leah leanne lee leena leif leigh leila lena lene lenka lennart leo leon leona leonard
    leonardo leonie leslie leszek levent levente lewis leyla li liam libor libuše lidia lidija liisa lilis lillian
    lily lina linda lindsay lindsey linus lionel lisa liu livia liviu liz liza ljiljana ljubica ljubomir logan lois
    lola loredana lorena lorenzo loretta lori lorraine lothar lotta lou louis louisa louise lovisa lovre lubomír
    luboš luc luca lucas lucia lucian luciana lucie lucien lucy lucía ludmila ludwig luděk luis luisa luka lukas
    luke lukáš luminița lutz lydia lynn lászló lê lívia maciej mackenzie madeleine madeline madison mads mae magda
    magdalena magdaléna magdolna maggie magnhild mahmoud mahmut maija maja malcolm malin malte malwina maman mandy
    manfred manoj manuel manuela mara marc marcel marcela marcello marcia marcin marco marcos marcus marek margaret
    margarita margit margot maria marian mariana marianna marianne maricica marie marija marijana marilyn marina
    mario marion marisa marissa marit marius mariusz marián marja marjorie marjut mark markku marko markus markéta
    marlene marta martha martin martina martine marvin mary marzena maría massimo matea matej mateo mateusz mathias
    mathieu mathilde matija mato mats matt matteo matthew matthias matthieu matti mattias matúš matěj maureen
    maurice mauricio mauro max maxime maximilian maya małgorzata megan meghan mehmet mei mel melanie melinda melis
    melissa meltem meral mercedes meredith merja merve mervi mesut mete metin mette mia michael michaela michal
    michalina michał micheal michel michele michelle mieczysław miguel mihaela mihai mihnea mihály miia mijo mika
    mikael mikaela mike mikhail mikkel miklós mikołaj mikuláš milada milan milena milica milivoj miljenko millie
    milorad miloslav miloš min mina ming minna mira miranda mircea mirela miriam mirja mirjam mirjana miroslav
    miroslava mirosław mitchell miłosz mladen mogens mohamed mohammad mohammed moira mojmír molly mona monica monika
    monique morgan moritz morten muhamad muhammad muhammet murat murray mustafa myra mária márton máté mårten
    mücahit müge münevver mădălina nada nadia nadine nadja naděžda nanang nancy nanna naomi natalia natalie natalija
    natasha nataša nathalie nathan nathaniel nazan nazlı neal nebojša necati necla nediljko neha neil nela nell
    nelson nenad nermin nesrin nevena neşe ngozi nguyen nguyễn nicholas nick nicola nicolae nicolas nicole nicoleta
    nicoletta nicolò niels nigel nihal nihat niina nikhil nikica nikki niklas nikola nikolai nikolaus nikolina
    nilgün nils nilüfer nina noah noel nomsa noora nora norbert norma norman novi noémi nuray nurcan nurten nurul
    nóra oana octavian oddbjørn oddvar okan oki oktay ola olaf olav oldřich ole oleg olga oliver olivia olivier
    oliwia olli oluf olumide omar ondrej ondřej orhan orsolya oscar oskar osman otto ottó outi ovidiu owen oya oľga
    paavo pablo paige palle pam pamela pankaj panu paola paolo pascal pasi pat patricia patrick patrizia patrycja
    patty paul paula paulina pauline paulo pavel pavla pavlína pavol paweł pedro peggy pekka pelin penelope penny
    per pernille pertti petar peter petr petra petre petri petronela petru phan phil philip philipp philippe phillip
    phoebe phạm pia piero pierre pietro pilar piotr pirjo pirkko piroska polly pontus poul prakash pravoslav preben
    predrag priya priyanka przemysław pál päivi pär péter pınar quentin rachel radek radim radka radmila radosław
    radovan radu rafael rafał ragnar ragnhild rahmat rahul raija rainer raj rajesh rajko ralf ralph raluca ramazan
    ramon ramona randall randi randy ranka raphael raquel rareș rasmus rastislav ratih ratko ratna rauno ravi ray
    raymond raúl rebecca recep regina reginald reidun reijo reiner reinhard renata renate renato rendi rené reyhan
    rhonda ricardo riccardo richard rick ricky riikka riitta rikke rina rini risto rita rizki rizky roar rob robert
    roberta roberto robin rod roderick rodica rodney rodrigo roger rohan roland rolf romain roman romana ron ronald
    ronja rory rosa rosalind rosanna rose rosemary ross rostislav roxana roxanne roy ruben ruby rudi rudolf rukiye
    rune rupert russell ruth ružica ryan ryszard réka róbert rıza růžena saara sabine sabri sabrina sadie salih
    sally salma sam samantha sami samir sampo samuel samuli sanda sandeep sandra sandy sanela sanja sanjay sanna
    sanni santiago sara sarah sascha saskia satu saul savannah saša scarlett scott sean sebastian seda sedat seija
    selena selim selin selina selma selçuk semra sena senka seppo serap serdar serena sergei sergio serhat serkan
    serpil seth seung sevgi sevil sevim sezen shane shannon sharon shaun shawn sheila shelby shelley sherry shirley
    sibel sibylle sid sidsel siegfried sigrid sigurd silke silvia silvija simon simona simone sindre sinem sini
    siniša sipho siri sirpa sissel siti slamet slaven slavica slavko slavomír slobodan snežana snježana snorre sofia
    sofie solveig songül sonia sonja sophia sophie sorana sorin sorina soňa spencer sri srđan stacey stacy stan
    stanislav stanisław stanley stefan stefanie stefano steffen stein steinar stela stella stephan stephanie stephen
    steve steven stewart stig stine stipe stjepan stuart sture stéphane suat sue sugeng suharto sulistyo sumit sunil
    suparman supriyadi susan susana susanna susanne susi susie sutrisno suvi suzana suzanne svante svein sven svend
    svenja sverre svetlana sylvia sylvie sylwia szabolcs szilvia szymon sándor sébastien søren süleyman sławomir
    tabea tadeusz tage taina takashi tamara tammy tamás taner tania tanja tanya tapani tapio tara tarja tatiana
    tatjana taufik tayfun taylor tea ted teemu teguh teija teodor teodora terence teresa tereza terhi terje tero
    terri terry tess thabo theo theodor theodore theresa therese thomas thorsten tiberiu tibor tiffany tihana
    tihomir tiina till tilo tim timo timothy tina tobias toby todd toivo tolga tom tomas tomasz tomislav tommaso
    tommy tomás tomáš tony tonči tor torben torbjörn tore torgeir toril torill torsten tove tracey tracy traian tran
    travis trevor tricia trine trish tristan troels trond troy trygve trần trịnh tuba tudor tufan tuija tuncay
    tuomas tuomo turgut turid tuti tuula tuva tuğba tyler tímea tünde türkan udin udo ulf uli ulla ulrich ulrik
    ulrika ulrike ursula urszula ute uwe uğur valentin valentina valeria valerie vanessa vanja vasile vasilica
    vatroslav vedat vedran vedrana vegard veit veli velimir vendula vera verena verity veronica veronika vesa vesna
    vicki vicky victor victoria vidar viera viggo vijay vikram viktor viktoria viktória viliam villads ville vincent
    vincenzo vinko viola violeta viorel viorica virginia virpi vitor vivek vivian viviana višnja vjekoslav vlad
    vladimir vladimír vladimíra vlado vlasta vlastimil vlatka vojislav vojtěch volkan volker vratislav václav väinö
    võ věra vũ wahyu waldemar walter wanda wang warren wawan wayne wei wenche wendy werner weronika wesley whitney
    widi widodo wiebke wiesław wiktor wiktoria wilfried will willem william wioletta witold wojciech wolf wolfgang
    wulan władysław xavier xiao yakup yan yang yani yann yannick yanti yasemin yasmin yasmine yayan yaşar yogi
    yohanes yolanda youssef yuki yuko yuli yulia yuni yunus yuri yusuf yves yvette yvonne zach zachary zainal
    zbigniew zdenka zdeněk zdislava zdravko zdzisław zehra zekeriya zerrin zeynep zhang zita zlatan zlatko zoe zoey
    zofia zoltán zora zoran zorica zrinka zsolt zsuzsa zsuzsanna zsófia zuhal zuzana zuzanna zvonimir zübeyde ádám
    ágnes ákos áron ådne åke åsa åse åshild çağla çiğdem éva ömer özcan özge özgür özlem øyvind ümit đinh đorđe đoàn
    đurđica đặng đỗ ľubica ľubomír ľuboš ľudmila łukasz şaban şebnem şenay şerife şeyma şule šime štefan štěpán
    šárka željana željka željko želmíra živko șerban ștefan ștefania
    александр александра алексей алена алина алла анастасия анатолий андрей анна антон арина артем артём борис вадим
    валентин валентина валерий валерия василий вера вероника виктор виктория виталий владимир владислав вячеслав
    галина георгий глеб григорий данила даниил дарья денис диана дмитрий евгений евгения егор екатерина елена
    елизавета иван игорь илья инна ирина кирилл константин кристина ксения лариса леонид лидия людмила максим
    маргарита марина мария марк михаил наталия наталья никита николай нина оксана олег ольга павел петр пётр полина
    роман руслан светлана семен семён сергей софия софья станислав степан тамара татьяна тимофей федор фёдор эдуард
    элла эльвира юлия юрий яна ярослав андрій анастасія антоніна анатолій богдан богдана валерій василь віктор
    вікторія віталій володимир всеволод вʼячеслав ганна геннадій григорій данило дарина дмитро євген євгенія
    єлизавета жанна зоряна зінаїда іван іванна ігор ілля інна ірина катерина кирило костянтин ксенія леся лілія
    лідія марія мар'яна мар’яна мирослав мирослава михайло надія наталія наталя неля ніна олександр олександра
    олексій олена олеся орест остап павло петро поліна ростислав руслана світлана сергій соломія софія станіслав
    тарас тетяна уляна федір христина юлія юрій юстина яків ярина ярослава албена александър алекс ангел анелия
    анета антоания асен ася бисер бойко бойка борислав боряна ваня васил велизар велислава венелин венета весела
    веселин веселина владислава габриела ганчо георги гергана даниела деляна десислава деян диляна димитрина димитър
    димо добрин добромир донка дора елица емил емилия живко златка здравко ива ивайло иванка ивелина илия илиана
    искра йоана йордан йорданка йосиф калин калина калоян камелия кирил красимир красимира кремена кристиян крум
    лилия любен любомир мариана марин мартин мая мила милен милена младен моника надка невена недялко нели николета
    огнян павлина пенка петко петър петя пламен пламена преслав радка радослав радостина ралица росен росица румен
    румяна сава светла светослав силвия симеон симона славена снежана станимир стела стефан стефка стойка стойна
    стоян таня теодора тихомир тодор тодорка траян христо цвета цветан цветелина цветомира цветомир чавдар юлиян
    явор ясен янко αγγελική αθανάσιος αθηνά αικατερίνη αλέξανδρος αλεξάνδρα αλέξης αναστασία αναστάσιος ανδρέας άννα
    αντώνης αντιγόνη άρης αριστείδης βαγγέλης βασίλης βασιλική βίκυ γεωργία γεώργιος γιάννης γιώργος γρηγόρης
    δέσποινα δημήτρης δήμητρα διονύσης ειρήνη ελένη ελευθερία ελευθέριος ελισάβετ ευαγγελία ευάγγελος εύη ευτυχία
    ζωή ηλίας ηρώ θανάσης θεοδώρα θεόδωρος θοδωρής θωμάς ιωάννα ιωάννης κατερίνα κική κωνσταντίνα κωνσταντίνος
    κώστας λάμπρος λίνα λευτέρης μαγδαληνή μαίρη μανώλης μαργαρίτα μαρία μαριάννα μαρίνα μάριος μάρκος μιχάλης μυρτώ
    νατάσα νίκη νίκος νικόλαος ξένια όλγα παναγιώτης παναγιώτα παντελής παρασκευή παύλος πέτρος ράνια σοφία σπύρος
    σταμάτης σταυρούλα σταύρος στέλιος στέφανος σωτήρης τάσος τίνα φανή φώτης χαράλαμπος χάρης χρήστος χριστίνα
    χρύσα أحمد إبراهيم إسماعيل أيمن أنس بسام جورج حسن حسين حسام خالد خليل داود رامي رانيا رشا زينب زياد سارة سامي
    سامر سعاد سليم سليمان سمير طارق عادل عباس عبدالله عبدالرحمن عثمان عصام علاء علي عماد عمر عمرو غسان فاطمة فادي
    فيصل كمال لينا ليلى ماجد ماهر محمد محمود مروان مريم مصطفى مها مهند موسى نادر نادية ناصر نبيل نجوى نضال نوال هالة
    هاني هدى هشام هند هيثم وائل وسام ياسر ياسمين يوسف يونس احمد ابراهیم احسان اسماعیل اکبر الهام امیر امیرحسین بهرام
    بهنام پرویز پریسا پیمان جواد حامد حسین حمید حمیدرضا داریوش رضا رویا زهرا سارا ساسان سپیده سعید سمیرا سهیلا سیامک
    شهرام شیوا شیرین علی علیرضا فاطمه فرزانه فرهاد فرشید کامران کاوه کیوان لیلا مجتبی مجید محسن محمدرضا مرتضی مریم
    مسعود مصطفی معصومه منصور مهدی مهران مهرداد میلاد مینا نازنین نرگس نسرین نیلوفر هادی هانیه هومن یاسر אבי אביב
    אבנר אברהם אהוד אורי אורן אילן אילנה איתי איתמר אלון אליעזר אמיר אמנון אסף אסתר אפרת ארז בועז גדעון גלעד דבורה
    דוד דורית דינה דניאל דפנה הדס הילה חיים חנה חנן טלי יאיר יגאל יהודה יהונתן יואב יוסי יוסף יונתן יעל יעקב יפעת
    יצחק ירון ליאור לימור מאיה מאיר מיכאל מיכל מירב משה נועה נדב נורית נעמה נעמי ניצן ניר נמרוד נתן עומר עידו עינת
    עמית עמוס ענת עפרה ערן צבי רון רונית רחל רינת רמי רבקה שאול שולמית שי שירה שלומי שלמה שמעון שרה שרון תומר תמר
    अंकित अंजलि अजय अनिल अनीता अनुराग अभिषेक अमित अरविंद अर्चना अशोक आदित्य आलोक कविता गीता गौरव दिनेश दीपक नरेंद्र
    नवीन नितिन निशा नीरज नेहा पंकज पूजा प्रदीप प्रमोद प्रियंका प्रीति बृजेश मनीष मनोज महेंद्र महेश मीना मुकेश मोहित
    रवि राकेश रागिनी राजीव राजेंद्र राजेश राहुल रितु रीना रेखा रोहित ललित विकास विजय विनीत विनोद विवेक शालिनी शिवम
    शुभम श्वेता संगीता संजय संजीव संतोष सचिन सतीश सरिता सुनीता सुनील सुमन सुरेंद्र सुरेश सौरभ हिमांशु हेमंत
    """.split()
)

LAST_NAMES: frozenset[str] = frozenset(
    """
    adrienn anikó attila balázs barnabás bence beáta boglárka botond bálint csaba csilla dorottya dóra emese emőke
    enikő eszter etelka ferenc gergely gergő gyula györgy gábor hajnalka ibolya ildikó imre istván jános józsef
    katalin kinga kornél krisztina krisztián kálmán lajos levente lilla lászló magdolna mihály miklós márton máté
    noémi nóra orsolya pál péter réka szabolcs szilvia sándor tamás tibor tímea tünde viktória zoltán zsolt zsuzsa
    zsuzsanna zsófia ádám ágnes ákos áron éva
    """.split()
)
"""Given names of Hungary, where they stand behind the family's."""
