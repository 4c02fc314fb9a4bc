// What would people ask that no article here answers?
// Put to every new generation before it is published: how well the corpus *seems* to answer these sets the scale of
// confidence. They are of the kinds that people ask of news (who, when, how many, why, what was decided), in many
// subjects and lengths. People, firms and places in the newslike half are invented, so that no corpus can answer them;
// should one answer some of the general half after all, the median and the spread around it hardly notice.

const GENERAL = `
What is the recipe for a good vegetable lasagne?
How do I change the battery of a car key?
Which planet has the shortest day?
Why is the sea salty?
How many bones does a horse have?
Who wrote the first detective novel?
What is the capital of Bhutan?
How long does it take to boil an egg at high altitude?
When should tomatoes be planted outdoors?
What does a dream about falling mean?
How can I remove red wine from a carpet?
Which metal melts in your hand?
What is the difference between a crocodile and an alligator?
How do bees find their way home?
Who painted the ceiling of a famous chapel lying on his back?
Why do cats purr?
How is paper recycled?
What is the offside rule in football?
How many strings does a cello have?
Which language has the most native speakers?
What causes a rainbow to appear double?
How do I write a cover letter for a summer job?
What is a good name for a goldfish?
Where do swallows spend the winter?
How do I tie a bow tie?
Who invented the zip fastener?
What is the boiling point of ethanol?
How often should a bicycle chain be oiled?
Which vitamins are in spinach?
Why does bread rise?
How do you say good morning in Finnish?
What is the largest prime number below one hundred?
How do I reset the clock on an oven?
What are the rules of chess castling?
Which composer went deaf?
How deep is the deepest lake in the world?
What is the best way to learn to juggle?
How many players are in a water polo team?
Why do leaves change colour in autumn?
How is cheese made from milk?
What does the word serendipity mean?
How far is the moon from the earth?
Which tree gives us cork?
How do magnets work?
Who was the first person to sail alone around the world?
What should I pack for a week of hiking in the mountains?
How do I descale a kettle?
When was the fountain pen invented?
What is the average lifespan of a parrot?
Which instrument has forty-seven strings and seven pedals?
How does a heat pump warm a house?
What is the chemical formula of baking soda?
How do I train a puppy not to bite?
Which country has the most volcanoes?
What is a sonnet?
How do you calculate compound interest?
What makes popcorn pop?
How many time zones are there in Australia?
Who composed an opera about a barber?
Why do we yawn?
What is the origin of the marathon's distance?
How can I improve the sound of my guitar?
Which bird lays the largest egg?
What are the symptoms of a vitamin D deficiency?
How do glaciers shape valleys?
What is the plot of a play about two feuding families?
How do I unsubscribe from a mailing list?
Which planet has rings made of ice?
What is the tallest building that is made of wood?
How many calories are in a banana?
How does a sewing machine make a stitch?
What is the name of the strait between two continents at the mouth of the Mediterranean?
Which spice is the most expensive by weight?
How do you prune an apple tree?
Why do stars twinkle?
What was the first computer program?
How is glass blown?
Who discovered penicillin by accident?
What is the meaning of the colours of the Olympic rings?
How do I change a flat tyre on a bicycle?
What is the fastest fish in the ocean?
How long do tortoises live?
Which gas makes balloons float?
How are pearls formed?
What is the difference between a violin and a viola?
Which number system did the Babylonians use?
How do I make a paper aeroplane that flies far?
What is the legal age for driving a moped?
How do noise-cancelling headphones work?
What is the longest river that flows north?
Why does metal feel colder than wood?
How do I choose the right size of running shoes?
What is the square root of two hundred and eighty-nine?
Which game is played with a shuttlecock?
How do I store strawberries so that they keep?
What is the best time of the year to see the northern lights?
How is chocolate tempered?
What does a sommelier do?
How many moons does Mars have?
How do I convert miles into kilometres?
Which pigment makes carrots orange?
What is the name for a group of crows?
How do submarines rise and sink?
What is the most widely used programming language for web pages?
How do I get rid of aphids on roses?
Why do onions make you cry?
What is the story behind the Trojan horse?
How do I knit a scarf for beginners?
Which mountain is the highest in Africa?
What is the correct way to hold chopsticks?
`;

const NEWSLIKE = `
What did the mayor of Velinsk promise the owners of the flooded market stalls?
Who won the by-election in the constituency of East Harrowmere?
How many workers will Tarnwick Shipbuilding lay off before the end of the year?
When will the bridge between Dorvale and Castrin reopen to traffic?
Why did the chief executive of Halvorsen Biscuits resign?
Which film won the main prize at the festival in Oranto?
What was decided at the meeting of the fishery ministers in Lysgard?
How much did the city of Brannock pay for the painting of a blind harpist?
Who is accused of stealing the bronze bells from the abbey at Saint-Orbain?
What caused the fire in the textile warehouse on Kestrel Street?
Which airline cancelled its flights to Port Menda because of the volcano?
What does the report of the Ellerby commission say about school meals?
How did the shares of Quillon Robotics do after its quarterly results?
Where was the missing mountaineer Ines Valdrake found?
What did the coach of the Norrhaven Otters say after the defeat?
Which new tax did the parliament of Marosia vote on last week?
How many people were hurt when the ferry Queen Isolde ran aground?
Why are the dentists of Pellworth on strike?
Who will play the leading part in the new series about the lighthouse keeper?
What is the name of the comet that amateur astronomers in Tulivar discovered?
How long will the heat wave in southern Ostrava Bay last, according to the weather service?
What did the court rule in the case of the beekeeper against the golf club?
When does the exhibition of miniature railways in Ghent Abbey Hall close?
Which company won the contract to build the tram line in Sorrelby?
Why was the marathon in Kingsbarrow called off?
What did the novelist Petra Oduya say about her next book in the interview?
Who has been elected president of the International Yodelling Federation?
How much money was raised for the restoration of the windmill at Zandeke?
What are the residents of Larkfield Close complaining about?
Which medicine has the agency in Corvania withdrawn, and for what reason?
How old was the actor Lionel Farquharson-Bell when he died?
What did researchers at the University of Tromsdal find in the stomach of a whale?
How many votes did the Orchard Party get in the provincial election?
Which striker has Real Almendra signed for a record fee?
Why has the central bank of Norvia cut its interest rate for the third time?
What did witnesses see before the crane on Mill Quay collapsed?
When did the rescue teams reach the village of Upper Sandre after the landslide?
Which two airlines announced that they want to merge under the name of Skylark?
What penalty did the stewards give to driver Mateo Brankovic in the rain race?
How will the new rules for e-scooters in Antwick affect tourists?
Who designed the dress that the singer Maeve Tolland wore at the awards?
What reason did the publisher give for recalling the children's atlas?
How many beds will the new hospital in Dunmarrow have?
Which treaty on river pollution did the five countries on the Elmar sign?
What happened to the elephants that escaped from the circus in Tavira Nova?
Why did the orchestra of Stenholm refuse to play under its new conductor?
What did the spokeswoman of the railway operator Interrail Nordmark say about the delays?
Who is behind the forged concert tickets sold in Havering-on-Sea?
How did the government of Estavia explain the shortage of flour?
What record did the swimmer Aiko Tennant break in the two hundred metres butterfly?
Which bank in the principality of Grauberg is being investigated for laundering money?
According to a new survey by the Holloway Institute, what share of commuters would rather work on Saturdays than take a crowded train?
The toy maker Pimlico & Daughters said this week that it would stop selling one of its oldest products. Which product is it?
A court in the town of Ravensholme ordered a local landlord to pay damages to his tenants. What had he failed to repair for eleven winters?
Scientists at the Kelmore observatory announced that they had picked up an unusual signal in spring. Where do they now think it came from?
In a speech to the national assembly of Verdania, the minister for agriculture apologised to farmers. For which mistake did she apologise?
The football association of Cambrel fined one of its oldest clubs after the cup final. What had its supporters thrown on the pitch?
Thousands of people in the port of Almira had to leave their homes on Sunday night. What had been found on a building site near the harbour?
The streaming service Lumenbox will raise its prices again next month. How much will the cheapest subscription cost from then on?
After forty years the bakery chain Osgood & Sons is changing its logo. Which animal is going to disappear from its paper bags?
A nine-year-old girl from Brightwater became the youngest person to do what, according to the book of records?
The president of the island republic of Santa Corvina dissolved parliament after a row over what?
Health officials in the county of Merrow warned people not to eat a certain kind of mussel. What did they find in it?
Which former goalkeeper has announced that he will run for governor of the state of Tamarinda?
An art historian claims to have identified the sitter of the portrait known as the Lady of Wexcombe. Who does he say she was?
The carmaker Volanta is recalling two hundred thousand vehicles of its Sprite model. Which part can fail in cold weather?
What did the jury of the Castlemere trial want to hear again before it went on with its deliberations?
Why did the airline Zephyr refuse to let a cellist board with her instrument?
How many species of frog did the expedition to the Anggora plateau describe?
When will the last coal mine in the Dravec basin shut for good?
Who leads the committee that will look into the collapse of the Felden dam?
What is the proposed route of the canal that is to join the lakes Orsa and Vennen?
Which ingredient is missing from shops since the strike at the Bellacosta refinery of sugar?
What did the pilot of the balloon say after crossing the Kermadine Sea?
How much snow fell on the ski resort of Hochalm during the storm named Gudrun?
Which universities have dropped out of the rankings of the magazine Campus Monitor, and why?
What did the veterinary inspectors find at the stud farm of the Earl of Tarleton?
Why does the opera house of Lyrebridge need a new roof only six years after it was opened?
Who wrote the anonymous letters that led to the resignation of the bishop of Albury?
How did the hackers get into the computers of the water works in Stourmouth?
What do the neighbours of the planned observatory on Mount Cathal fear?
Which team will the cyclist Bruno Achterberg ride for next season?
What did the survey of the coast of New Galway show about the puffins?
Why has the museum of clocks in Zell returned a gift from the industrialist Otto Brandauer?
When was the treaty of friendship between Lower Saxmundia and the Free City of Torv signed?
How many new electric buses has the transport authority of Quay City ordered?
What did the owner of the restaurant La Bonne Fourchette do with his third star?
Which suburb of Port Ellery has the dirtiest air, according to the measurements of the schoolchildren?
Who paid for the private flight of the minister of culture to the Isle of Senna?
What has become of the plan for a film studio in the old barracks of Karlow?
How did the village of Little Thorning win its fight against the chicken farm?
What does the new law in the canton of Rothenfels demand of people who own more than one dog?
Why was the documentary about the sculptor Ilse Marquardt taken off the programme?
How large is the crater that satellites found under the ice of the Wessel Land?
What did the striking dockers of Porto Brisa agree to on Thursday night?
Who will succeed the retiring director of the zoo in Emmerstadt?
Which word was chosen as the word of the year by the language society of Friedland?
What was hidden in the walls of the house that the carpenter from Ashmere was renovating?
How many medals did the small nation of Vasta win at the winter games?
Why are astronomers asking the people of Cape Lorne to switch off their lights in April?
`;

/** One question a line, in the order in which they are put. */
export const BACKGROUND_QUESTIONS: readonly string[] = `${GENERAL}${NEWSLIKE}`.split("\n").filter(Boolean);
