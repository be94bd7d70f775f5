"""Common given names, to tell a person from a subject where no "By" stands before a name.

"Travel Tips" and "Sandra Boyle" look alike in a line above a date; the first word decides. The list
holds what is common in Europe, the Americas, the Arab world, South and East Asia in Latin letters, folded to lower case;
a name that is missing only means that the line needs a clear sign.
"""

from __future__ import annotations

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    aaron abby abdul abdullah abigail abraham adam adele adrian adriana agnes agnieszka ahmad ahmed aidan aileen aisha
    alain alan alana albert alberto alejandra alejandro aleksandra alessandra alessandro alessia alex alexa alexander
    alexandra alexandre alexandria alexis alfonso alfred ali alice alicia alina alison alissa allan allen allie
    allison alyssa amanda amber amelia amélie amina amir amit amy ana anders andré andre andrea andreas andrei andres
    andrés andrew andrey andrzej andy angel angela angelica angelika angelina angie angus anita anja anjali ann anna annabel
    anne annegret annette annie annika anthony antje antoine anton antonella antonia antonio anupam aoife april archie
    arjun armin arne arnold arthur arun ashley astrid asha athena aubrey audrey august aurora austin ava axel ayesha
    barbara barry beatrice beatriz becky belinda ben benedict benjamin bernard bernd bernhard beth bethany betsy betty
    beverly bill billy birgit björn blake bob bobby boris brad bradley brandon brenda brendan brent bret brett brian
    brianna bridget brigitte britta brittany brooke bruce bruno bryan bryce caitlin caleb calvin cameron camila
    camilla camille candace cara carl carla carlo carlos carmen carol carolin carolina caroline carolyn carrie carsten
    casey cassandra catalina catherine cathy cecilia celeste celia chad charlene charles charlie charlotte chelsea
    cheryl chloe chloé chris christa christel christian christiane christina christine christof christoph christophe
    christopher christy cindy claire clara clarissa claude claudia claudio clemens cody colin colleen connor conor
    constance corey cornelia cory courtney craig cristian cristina crystal curtis cynthia cyril daisy dale damien
    damian dan dana daniel daniela daniele danielle danny daphne darren darya daryl dave david davide dawn dean
    debbie deborah debra declan deepa deepak delia denis denise dennis derek devin diana diane diego dieter dietmar
    dimitri dina dirk dmitry dolores dominic dominik dominique don donald donna dora doris dorothea dorothy doug
    douglas drew duncan dustin dylan eddie eduardo edward edwin eileen elaine eleanor elena eli eliana elisa elisabeth
    elise elizabeth ella elle ellen ellie eloise elsa emanuel emil emilia emilie emilio emily emma emmanuel emmanuelle
    enrico enrique eric erica erich erik erika erin ernest ernesto ernst esteban esther ethan eugene eva evan eve
    evelyn ewa fabian fabien fabio faith farah fatima federica federico felicia felicity felipe felix ferdinand
    fernanda fernando fiona florence florian frances francesca francesco francine francis francisco franco françois
    françoise frank franz fred freddie frederic frédéric frederick frederik friederike friedrich fritz gabby gabriel
    gabriela gabriele gabriella gabrielle gail gareth garrett gary gavin gemma genevieve georg george georgia georgina
    gerald gerard gerd gerhard gianluca gilles gillian gina giorgio giovanna giovanni giulia giuseppe gloria gonzalo
    gordon grace graham grant greg gregor gregory greta gretchen guido guillaume guillermo gunther gustavo guy gwen
    hailey hal hana hannah hanna hannes hans harald harold harriet harry harsh hassan haley heather hector heidi heike
    heiko heinrich heinz helen helena helene hélène helga hendrik henri henrik henry herbert hermann hilary hillary
    holger holly hope horst howard hubert hugh hugo humberto hussein ian ibrahim ignacio igor ilona imogen ines inga
    ingo ingrid irene iris irina isaac isabel isabella isabelle isaiah iva ivan ivana ivo jack jackie jackson jacob
    jacqueline jacques jade jaime jakob jakub james jamie jan jana jane janet janice janine jared jasmin jasmine jason
    javier jay jean jeanette jeanne jeff jeffrey jen jenna jennifer jenny jens jeremy jérôme jerome jerry jesse jessica
    jessie jill jim jimmy jo joachim joan joana joanna joanne jochen jodi jody joe joel joelle joerg johan johanna
    johannes john johnny jon jonas jonathan jordan jordi jorge jörg jörn jose josé josef joseph josephine josh joshua joy
    joyce juan juana juanita judith judy julia julian juliana juliane julie julien juliet juliette julio julius june
    jürgen justin justine kai kaitlin kamil kara karen karin karina karl karla karolina kasper kate katharina
    katherine kathleen kathrin kathryn kathy katia katie katja katrin katy kayla keith kelly kelsey ken kendra kenneth
    kerry kerstin kevin khaled kim kimberly kirsten kirstin klaus konrad konstantin kris krista kristen kristian
    kristin kristina kristine kristy krystyna krzysztof kumar kurt kyle kylie lara larry lars laszlo laura lauren laurence laurent
    laurie lea leah leanne lee leigh leila lena leo leon leona leonard leonardo leonie leslie lewis liam lidia
    lillian lily lina linda lindsay lindsey linus lionel lisa liz liza logan lois lola lorena lorenzo loretta lori
    lorraine lothar lou louis louisa louise luc luca lucas lucia lucía lucian luciana lucie lucien lucy ludwig luis
    luisa lukas luke lutz lydia lynn mackenzie madeleine madeline madison mae magdalena maggie mahmoud maja malcolm
    malte mandy manfred manoj manuel manuela mara marc marcel marcello marcia marco marcos marcus margaret margarita
    margot maria maría mariana marianne marie marilyn marina mario marion marisa marissa marius marjorie mark markus
    marlene marta martha martin martina martine marvin mary massimo mateo mateusz mathias mathieu mathilde matt matteo
    matthew matthias matthieu maureen maurice mauricio mauro max maxime maximilian maya megan meghan mei mel melanie
    melinda melissa mercedes meredith mia michael michał michaela micheal michel michele michelle miguel mike mikhail
    milan milena millie mina miranda miriam mirjam mitchell mohamed mohammad mohammed moira molly mona monica monika
    monique moritz morgan moritz muhammad murray mustafa myra nadia nadine nadja nancy naomi natalia natalie natasha
    nathalie nathan nathaniel neal neha neil nell nelson nicholas nick nicola nicolas nicole nicoletta nicolò nigel
    nikhil nikki niklas nikola nikolai nikolaus nils nina noah noel nora norbert norma norman olaf ole oleg olga oliver olivia
    olivier omar oscar oskar otto owen pablo paige pam pamela pankaj paola paolo pascal pat patricia patrick patrizia
    patty paul paula paulina pauline paulo pavel pedro peggy penelope penny per peter petra phil philip philipp
    philippe phillip phoebe pia piero pierre pietro pilar piotr polly prakash priya priyanka quentin rachel radek
    rafael rahul rainer raj rajesh ralf ralph ramon ramona randall randy raphael raquel raúl ravi ray raymond rebecca
    regina reginald reiner reinhard renata renate renato rené rhonda ricardo riccardo richard rick ricky rita rob
    robert roberta roberto robin rod roderick rodney rodrigo roger rohan roland rolf roman romain ron ronald ronja rory
    rosa rosalind rosanna rose rosemary ross roxanne roy ruben ruby rudolf rupert russell ruth ryan sabine sabrina sadie
    sally salma sam samantha samir samuel sandeep sandra sandy sanjay santiago sara sarah sascha saskia saul savannah
    scarlett scott sean sebastian sébastien selena selin selina serena sergei sergio seth shane shannon sharon shaun
    shawn sheila shelby shelley sherry shirley sibylle sid siegfried sigrid silke silvia simon simona simone sofia
    sofie sonia sonja sophia sophie spencer stacey stacy stan stanley stefan stefanie stefano steffen stella stephan stéphane
    stephanie stephen steve steven stewart stuart sue sumit sunil susan susana susanna susanne susie suzanne sven
    svenja sylvia sylvie tabea tamara tammy tania tanja tanya tara tatiana taylor ted teresa terence terri terry tess
    theo theodore theresa therese thomas thorsten tiffany till tilo tim timo timothy tina tobias toby todd tom tomás
    tomasz tommaso tommy tony torsten tracey tracy travis trevor tricia trish tristan troy tyler udo ulf uli ulrich
    ulrike ulrik ursula ute uwe valentin valentina valeria valerie vanessa veit vera verena verity veronica veronika
    vicki vicky victor victoria vijay vikram viktor viktoria vincent vincenzo viola violeta virginia vitor vivek
    vivian viviana vladimir volker waldemar walter wanda warren wayne wei wendy werner wesley whitney wiebke wilfried
    will willem william wolf wolfgang xavier xiao yan yang yann yannick yasmin yasmine yolanda youssef yusuf yuri yves
    yvette yvonne zach zachary zoe zoey zsófia
    akira hiroshi kenji takashi yuki yuko mei ming jun jin hyun min jae seung chen li wang zhang liu huang nguyen tran
    mehmet mustafa ayşe fatma emre murat hakan elif zeynep olumide chinedu ngozi amara kwame kofi thabo sipho nomsa
    harald ingeborg astri bjørn kåre øyvind marit siri sindre håkon trond vidar atle erlend gunnar sigurd lasse mikkel søren
    mette rikke kirsten henriette pernille jesper morten rasmus torben ida emma elin lotta åsa göran ulla kalle pekka
    jari mika tuomas sanna päivi jiří jan petr pavel tomáš jaroslav lucie eva jana ondřej zuzana marek grzegorz paweł
    wojciech małgorzata ewa katarzyna joanna anna bartosz łukasz zoltán istván lászló gábor attila
    """.split()
)
