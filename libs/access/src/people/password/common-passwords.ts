/**
 * What the most common passwords are built of, from the published lists of leaked ones (SecLists' and NCSC's most common) and
 * what Chinese users choose. Only whole passwords of 12 characters and more need to stand here as they are; shorter ones are
 * refused for their length, and are here as the stems of longer ones: `Password2024!!` is `password`.
 */
export const COMMON_STEMS: ReadonlySet<string> = new Set(
  `password passwort passw0rd pass admin administrator root login user guest test tester testing default changeme
   changeit letmein welcome welcometo welcomeback secret secure security master monkey dragon football baseball
   basketball superman batman iloveyou iloveyouforever loveyou sunshine princess shadow michael jordan qwerty
   qwertyuiop qwertyuiopasdfghjkl asdfgh asdfghjkl asdfghjklzxcvbnm zxcvbn zxcvbnm qazwsx qazwsxedc qazwsxedcrfv
   qweasd qweasdzxc abc abcd abcde abcdef abcdefg abcdefgh abcdefghijkl trustno trustnoone whatever computer internet
   service server system office company business manager database oracle postgres mysql windows microsoft google
   samsung iphone apple huawei xiaomi china chinese zhongguo beijing shanghai guangzhou shenzhen suzhou
   woaini woaiwojia woaizhongguo woaibeijing wodemima mima nihao nihaoma zhaoshang zhaoshangyinzi touzi
   zhengfu bole correcthorsebatterystaple mypassword thisismypassword mypasswordis yourpassword newpassword
   p1ssword iamtheboss summer winter spring autumn january february march april june july august september october
   november december monday tuesday wednesday thursday friday saturday sunday happynewyear freedom starwars
   pokemon hello helloworld hellohello`.split(/\s+/),
);

/** Rows of keys and alphabets, forwards; a password that runs along one of them is no secret. */
export const KEY_RUNS: readonly string[] = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '112233445566778899001122334455',
  '147258369147258369',
  '5201314520131452013145201314',
];
