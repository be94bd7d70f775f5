"""Common given names, to tell a person from a subject where no "By" stands before a name.

"Travel Tips" and "Sandra Boyle" look alike in a line above a date; the first word decides. The list
holds what is common in Europe, the Americas, the Arab world, South and East Asia in Latin letters, in
lower case; a name that is missing only means that the line needs a clear sign.
"""

from __future__ import annotations

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    aaron abby abdul abdullah abigail abraham adam adele adrian adriana agnes agnieszka ahmad ahmed aidan aileen
    aisha akira alain alan alana albert alberto alejandra alejandro aleksandra alessandra alessandro alessia alex
    alexa alexander alexandra alexandre alexandria alexis alfonso alfred ali alice alicia alina alison alissa allan
    allen allie allison alyssa amanda amara amber amelia amina amir amit amy amélie ana anders andre andrea andreas
    andrei andres andrew andrey andrzej andré andrés andy angel angela angelica angelika angelina angie angus anita
    anja anjali ann anna annabel anne annegret annette annie annika anthony antje antoine anton antonella antonia
    antonio anupam aoife april archie arjun armin arne arnold arthur arun asha ashley astri astrid athena atle
    attila aubrey audrey august aurora austin ava axel ayesha ayşe barbara barry bartosz beatrice beatriz becky
    belinda ben benedict benjamin bernard bernd bernhard beth bethany betsy betty beverly bill billy birgit björn
    bjørn blake bob bobby boris brad bradley brandon brenda brendan brent bret brett brian brianna bridget brigitte
    britta brittany brooke bruce bruno bryan bryce caitlin caleb calvin cameron camila camilla camille candace cara
    carl carla carlo carlos carmen carol carolin carolina caroline carolyn carrie carsten casey cassandra catalina
    catherine cathy cecilia celeste celia chad charlene charles charlie charlotte chelsea chen cheryl chinedu chloe
    chloé chris christa christel christian christiane christina christine christof christoph christophe christopher
    christy cindy claire clara clarissa claude claudia claudio clemens cody colin colleen connor conor constance
    corey cornelia cory courtney craig cristian cristina crystal curtis cynthia cyril daisy dale damian damien dan
    dana daniel daniela daniele danielle danny daphne darren darya daryl dave david davide dawn dean debbie deborah
    debra declan deepa deepak delia denis denise dennis derek devin diana diane diego dieter dietmar dimitri dina
    dirk dmitry dolores dominic dominik dominique don donald donna dora doris dorothea dorothy doug douglas drew
    duncan dustin dylan eddie eduardo edward edwin eileen elaine eleanor elena eli eliana elif elin elisa elisabeth
    elise elizabeth ella elle ellen ellie eloise elsa emanuel emil emilia emilie emilio emily emma emmanuel
    emmanuelle emre enrico enrique eric erica erich erik erika erin erlend ernest ernesto ernst esteban esther ethan
    eugene eva evan eve evelyn ewa fabian fabien fabio faith farah fatima fatma federica federico felicia felicity
    felipe felix ferdinand fernanda fernando fiona florence florian frances francesca francesco francine francis
    francisco franco frank franz françois françoise fred freddie frederic frederick frederik friederike friedrich
    fritz frédéric gabby gabriel gabriela gabriele gabriella gabrielle gail gareth garrett gary gavin gemma
    genevieve georg george georgia georgina gerald gerard gerd gerhard gianluca gilles gillian gina giorgio giovanna
    giovanni giulia giuseppe gloria gonzalo gordon grace graham grant greg gregor gregory greta gretchen grzegorz
    guido guillaume guillermo gunnar gunther gustavo guy gwen gábor göran hailey hakan hal haley hana hanna hannah
    hannes hans harald harold harriet harry harsh hassan heather hector heidi heike heiko heinrich heinz helen
    helena helene helga hendrik henri henriette henrik henry herbert hermann hilary hillary hiroshi holger holly
    hope horst howard huang hubert hugh hugo humberto hussein hyun håkon hélène ian ibrahim ida ignacio igor ilona
    imogen ines inga ingeborg ingo ingrid irene irina iris isaac isabel isabella isabelle isaiah istván iva ivan
    ivana ivo jack jackie jackson jacob jacqueline jacques jade jae jaime jakob jakub james jamie jan jana jane
    janet janice janine jared jari jaroslav jasmin jasmine jason javier jay jean jeanette jeanne jeff jeffrey jen
    jenna jennifer jenny jens jeremy jerome jerry jesper jesse jessica jessie jill jim jimmy jin jiří jo joachim
    joan joana joanna joanne jochen jodi jody joe joel joelle joerg johan johanna johannes john johnny jon jonas
    jonathan jordan jordi jorge jose josef joseph josephine josh joshua josé joy joyce juan juana juanita judith
    judy julia julian juliana juliane julie julien juliet juliette julio julius jun june justin justine jérôme jörg
    jörn jürgen kai kaitlin kalle kamil kara karen karin karina karl karla karolina kasper katarzyna kate katharina
    katherine kathleen kathrin kathryn kathy katia katie katja katrin katy kayla keith kelly kelsey ken kendra kenji
    kenneth kerry kerstin kevin khaled kim kimberly kirsten kirstin klaus kofi konrad konstantin kris krista kristen
    kristian kristin kristina kristine kristy krystyna krzysztof kumar kurt kwame kyle kylie kåre lara larry lars
    lasse laszlo laura lauren laurence laurent laurie lea leah leanne lee leigh leila lena leo leon leona leonard
    leonardo leonie leslie lewis li liam lidia lillian lily lina linda lindsay lindsey linus lionel lisa liu liz
    liza logan lois lola lorena lorenzo loretta lori lorraine lothar lotta lou louis louisa louise luc luca lucas
    lucia lucian luciana lucie lucien lucy lucía ludwig luis luisa lukas luke lutz lydia lynn lászló mackenzie
    madeleine madeline madison mae magdalena maggie mahmoud maja malcolm malte mandy manfred manoj manuel manuela
    mara marc marcel marcello marcia marco marcos marcus marek margaret margarita margot maria mariana marianne
    marie marilyn marina mario marion marisa marissa marit marius marjorie mark markus marlene marta martha martin
    martina martine marvin mary maría massimo mateo mateusz mathias mathieu mathilde matt matteo matthew matthias
    matthieu maureen maurice mauricio mauro max maxime maximilian maya małgorzata megan meghan mehmet mei mel
    melanie melinda melissa mercedes meredith mette mia michael michaela michał micheal michel michele michelle
    miguel mika mike mikhail mikkel milan milena millie min mina ming miranda miriam mirjam mitchell mohamed
    mohammad mohammed moira molly mona monica monika monique morgan moritz morten muhammad murat murray mustafa myra
    nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan nathaniel neal neha neil nell nelson
    ngozi nguyen nicholas nick nicola nicolas nicole nicoletta nicolò nigel nikhil nikki niklas nikola nikolai
    nikolaus nils nina noah noel nomsa nora norbert norma norman olaf ole oleg olga oliver olivia olivier olumide
    omar ondřej oscar oskar otto owen pablo paige pam pamela pankaj paola paolo pascal pat patricia patrick patrizia
    patty paul paula paulina pauline paulo pavel paweł pedro peggy pekka penelope penny per pernille peter petr
    petra phil philip philipp philippe phillip phoebe pia piero pierre pietro pilar piotr polly prakash priya
    priyanka päivi quentin rachel radek rafael rahul rainer raj rajesh ralf ralph ramon ramona randall randy raphael
    raquel rasmus ravi ray raymond raúl rebecca regina reginald reiner reinhard renata renate renato rené rhonda
    ricardo riccardo richard rick ricky rikke rita rob robert roberta roberto robin rod roderick rodney rodrigo
    roger rohan roland rolf romain roman ron ronald ronja rory rosa rosalind rosanna rose rosemary ross roxanne roy
    ruben ruby rudolf rupert russell ruth ryan sabine sabrina sadie sally salma sam samantha samir samuel sandeep
    sandra sandy sanjay sanna santiago sara sarah sascha saskia saul savannah scarlett scott sean sebastian selena
    selin selina serena sergei sergio seth seung shane shannon sharon shaun shawn sheila shelby shelley sherry
    shirley sibylle sid siegfried sigrid sigurd silke silvia simon simona simone sindre sipho siri sofia sofie sonia
    sonja sophia sophie spencer stacey stacy stan stanley stefan stefanie stefano steffen stella stephan stephanie
    stephen steve steven stewart stuart stéphane sue sumit sunil susan susana susanna susanne susie suzanne sven
    svenja sylvia sylvie sébastien søren tabea takashi tamara tammy tania tanja tanya tara tatiana taylor ted
    terence teresa terri terry tess thabo theo theodore theresa therese thomas thorsten tiffany till tilo tim timo
    timothy tina tobias toby todd tom tomasz tommaso tommy tomás tomáš tony torben torsten tracey tracy tran travis
    trevor tricia trish tristan trond troy tuomas tyler udo ulf uli ulla ulrich ulrik ulrike ursula ute uwe valentin
    valentina valeria valerie vanessa veit vera verena verity veronica veronika vicki vicky victor victoria vidar
    vijay vikram viktor viktoria vincent vincenzo viola violeta virginia vitor vivek vivian viviana vladimir volker
    waldemar walter wanda wang warren wayne wei wendy werner wesley whitney wiebke wilfried will willem william
    wojciech wolf wolfgang xavier xiao yan yang yann yannick yasmin yasmine yolanda youssef yuki yuko yuri yusuf
    yves yvette yvonne zach zachary zeynep zhang zoe zoey zoltán zsófia zuzana åsa øyvind łukasz
    """.split()
)
