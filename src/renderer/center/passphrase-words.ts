/**
 * Short plain words to make a passphrase from: chosen from the English list of BIP-39 (MIT license) and added to,
 * without words of force, flight, harm or belief. English, because every keyboard can type it.
 */
export const passphraseWords: readonly string[] = `
absorb acid acorn action actor actual add adjust adult affair age ahead air airport album alert almond
alpha amazing amount amused anchor ancient angle animal ankle another answer ant antenna anthem antique
appear apple april apron arch arctic arrive arrow art artist artwork ash ask aspect aspen athlete atlas
attend august author auto autumn avocado awake awesome baby badge bag bagel bakery balcony ball bamboo
banana banner bar base basic basil basket bay beach beacon bead bean beauty bee beetle bell belt bench
benefit berry best better bicycle bike bind birch bird birth biscuit blanket blossom blouse blue blur
blush board boat body bone book boost borrow bottom bowl box boy bracket brain branch brand brass brave
bread breeze brick bridge bright bring bronze brook broom brown brush bubble bucket budget buffalo build
bulb bun bundle bus busy butter button cabbage cabin cable cactus cake call calm camera camp can canal
candle candy canoe canvas canyon cap cape captain car card cargo carpet carrot carry cart case cashew
castle cat catch cedar ceiling celery cereal chain chair chalk chapter chat check cheese chef cherry
cherub chess chest chief child chime chimney choice cinema cinnamon circle city clap clarify clay clean
click climb clinic clip clock cloth cloud clover club cluster coach coal coast cocoa coconut code coffee
coin color column comb come comet comfort comic common compass concert cook cool copper copy coral core
cork corn cost cottage cotton couch couple course cousin cover coyote cradle craft crane crawl crayon
creamy creek cricket crisp crop crowd crumble crystal cube cuckoo cup curtain curve cushion custom cycle
daffodil dahlia daisy damp dance date dawn day decade deer delta dentist depth design desk detail diagram
dial diamond dice diesel dill dinner dish doctor dog doll dolphin donate donor door doorway double dough
dove dragon drama draw drawer dream dress drive dry duck dune dust eager eagle early earn earth easily
east easy echo ecology edge edit educate effort egg eight elbow elder elm emerge endless energy engine
enjoy enrich excite expand eye fabric face falcon fame family famous fan fancy farm feather feed feel fern
ferry fetch fiber fiddle field fig figure file film filter final finch find fine finger finish firm first
fish flag flame flash flask flat flavor flip float flock floor flower fluid flute fly foam focus follow
food foot forest forum fountain fox frame freckle fresh friend frog front frost fruit fudge fuel fun funny
furnace future galaxy gallery gallop game garage garden garlic garment gate gazelle gentle geyser gift
giggle ginger ginkgo giraffe give glacier glad glance glare glass glide globe glory glove glow glue goat
gold good goose gown grace grain granite grant grape grass gravel great green grid grow guide guitar gull
gym habit hair half hamster hand happy harbor harvest hat hawk hazel health heart heather hedge height
helmet help hen hero heron high hill hinge hint hive hobby hockey hold hole holiday home honey hood hope
horse host hotel hour hover hub huge humor hurry hydrant icon idea igloo index initial ink invite iron
island issue ivory ivy jacket jaguar jar jasmine jazz jelly jewel jigsaw job join joke journey joy juice
jump jungle junior juniper kayak keep kernel kettle key kingdom kit kitchen kite kitten kiwi knee knock
ladder lady lagoon lake lamp lantern laptop large lark lasso latch laugh laundry lava lavender leader leaf
learn ledge lemon length lentil leopard lesson letter lever library life lift light lilac lily limit linen
link lion list little live lizard llama loaf lobster local locket loft logic long loop lotus lounge love
loyal lucky luggage lumber lunar lunch lynx lyrics machine maestro magic magnet magpie mail mallet mango
maple marble march marigold marine marker market mass mast match math meadow meat medal melody melon
memory menu merry message metal meteor middle milk mint minute mirror mitten mix moment month moon moral
morning mosaic moss moth motion motor move muffin mug mulberry museum music name napkin nature nectar
needle nephew nest net news nice nickel night noble noodle north nose nurse nut nutmeg oak oat ocean
october office oil olive onion online onyx open opera orange orbit orchard orchid oregano ostrich otter
outdoor oval oven owl oxygen oyster ozone paddle page palace palm pancake panda panel pansy panther papaya
paper parade parent park parrot parsley pasta pastel patch path pattern pave peace peach peanut pear
pebble pecan pelican pen pencil penguin peony pepper person petal pewter phone photo piano pickle picnic
picture piece pier pigeon pillow pilot pine pink pipe pitch pizza place planet plastic plate play please
pledge pluck plum poem poet point polar pole pollen pond pony pool poplar poppy porch post potato pottery
powder prairie praise pretzel price print prism prize pudding puffin pull pumpkin puppy puzzle pyramid
quail quartz quick quilt quiver quiz rabbit rack radio radish raft rail rain raisin ramp ranch raven ready
rebuild receive recipe record reed reef reflect relax relief repair reward rhythm ribbon rice rich ride
ridge ring ripple river road roast robin robot rocket roof room rose rosemary round royal rubber rug
runway saddle saffron sail salad salmon salt salute sample sand sandal sapphire satin sauce save scale
scarf school science sea seal season seat seed seminar sequoia sesame seven shelf shell ship shoe shore
shovel shrimp sight silent silk silver simple sing sister six skate sketch ski sleep slide slight slipper
small smart smile smooth snack snail snow soap soccer sock soft solar solid solve song soon sorbet sound
soup south sparrow sphere spice spinach spoon sport spread spring spruce squash squirrel stadium steel
stem stock stone stool story stove street strong student subway sugar summer sun sunny sunrise sunset swan
sweet swim swing table tackle talent taste taxi teach team teapot tennis tent thimble thistle three throw
thunder thyme ticket tide tiger timber time tinsel tiny tip tissue toast today tomato tonight tool tooth
topaz town toy tray tree trellis trophy trout truck trumpet tulip tundra tunnel turkey turnip turtle
twelve twenty twice twin umbrella valley vanilla vase velcro velvet vest video village vine vintage violet
violin voice volcano waffle wagon walk wall walnut walrus waltz warm water wave weather weekend welcome
west whale wheat wheel willow windmill window wing wink winner winter wisdom wise wonder wood wool word
work yarn yodel yogurt zebra zephyr zero zigzag zinc zoo
`
  .trim()
  .split(/\s+/);
