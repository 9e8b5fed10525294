"""Usual readings 常用读音 of traditional characters, by syllable: what a converter notes behind a character.

Counted over the phrases of pypinyin (MIT licence): a reading is usual for a
character if at least an eighth of its phrases have it. All readings noted in
the pages studied are among them; those of names only (鉛yán山, 樂lào亭, 麗lí水)
are not, and an author may note them on purpose.
"""

from __future__ import annotations

import re
from functools import cache

_READINGS = """
    ā錒 ài噯嬡愛曖璦礙閡 ái皚 āi鎄 ǎi藹靄 ān諳鵪 ǎn銨 āng骯 ào奧驁 áo鰲 ǎo媼襖 bà壩罷 bǎ鈀 bài唄敗 bǎi擺 bàn絆辦
    bān頒 bǎn鈑 bàng謗鎊 bāng幫 bǎng綁 bào報鮑 bāo齙 bǎo寶飽鴇 bèi備憊狽貝輩鋇 bēi鵯 bēn賁錛 bēng繃
    bì嗶幣斃潷畢篳蓽蹕鉍閉 bǐ筆 biàn緶變辮辯 biān籩編邊鯿 biǎn貶 biào鰾 biāo標鏢鑣颮飆飈 bié別 biē鱉 biě癟
    bìn擯殯臏髕鬢 bīn儐檳濱瀕繽賓鑌 bìng並併 bǐng稟餅 bó鈸鉑駁鵓 bō剝撥缽鉢餑鮁 bù鈈 bū鈽 bǔ補 cái財 cǎi採 càn摻燦
    cán慚殘蠶 cān參叄驂 cǎn慘黲 cāng倉傖滄艙蒼 cè側冊廁惻測 céng層 chà奼詫 chā鍤餷 chǎ鑔 chài蠆 chái儕 chāi釵
    chàn懺顫 chán嬋禪纏蟬讒饞 chān攙覘 chǎn囅產産蕆諂鏟闡 chàng悵暢 cháng償嘗腸萇長 chāng倀閶鯧 chǎng場廠 chāo鈔
    chè徹 chē硨車 chèn櫬稱襯讖齔 chén塵諶陳 chēn縝 chěn磣 chéng懲棖誠鋮 chēng撐檉稱蟶鐺 chěng騁 chì熾飭 chí遲馳
    chī喫癡鴟 chǐ恥齒 chòng銃 chóng蟲 chōng衝 chǒng寵 chóu儔幬疇籌綢讎躊 chǒu醜 chù絀處觸 chú廚櫥芻躕鋤雛 chǔ儲礎處
    chuàn釧 chuán傳 chuàng創愴 chuáng牀 chuāng創瘡 chuǎng闖 chuí錘 chún純脣蓴鶉 chuò綽輟齪 cì賜 cí詞辭餈鷀 cóng叢從
    cōng囪樅聰蓯蔥驄 còu湊輳 cuàn竄 cuán攢 cuān攛躥鑹 cuò銼錯 cuó躦鹺 dá達韃 dā噠 dài帶紿貸駘 dàn彈憚擔誕
    dān單擔殫癉簞鄲 dǎn撣膽 dàng檔當碭蕩 dāng當襠鐺 dǎng擋讜黨 dào燾盜 dǎo導島搗禱 dé鍀 dèng鄧鐙 dēng燈 dì締諦遞
    dí敵滌糴覿鏑 dǐ詆 diàn墊澱電 diān巔癲顛 diǎn點 diào調釣銱 diāo鯛 dié疊諜鰈 dìng訂釘鋌錠 dīng釘 dǐng頂 diū丟銩
    dòng凍動棟腖 dōng崬東鶇 dòu竇鬥 dǒu鈄 dù鍍 dú櫝瀆牘犢獨讀黷 dǔ篤賭 duàn斷籪緞鍛 duì兌對懟鐓隊 dùn燉鈍頓 dūn噸
    dǔn躉 duò墮 duó奪鐸 duǒ綞 è堊惡諤軛鍔閼顎餓鱷鶚齶 é訛鋨額鵝 éi誒 èr貳鉺 ér兒鮞鴯 ěr爾邇餌 fà琺髮 fá罰閥 fā發
    fàn範販飯 fán煩礬 fǎn釩 fáng魴 fāng鈁 fǎng紡訪 fèi廢費鐨鯡 fēi緋飛 fěi誹 fèn僨奮憤糞鱝 fén墳 fēn紛 fèng縫鳳
    féng縫馮 fēng峯楓灃瘋碸豐鋒風 fěng諷 fù婦復縛訃負賦賻駙鮒鰒 fú紱紼輻鳧 fū膚麩 fǔ撫輔 gá軋釓 gài蓋鈣 gāi該賅
    gàn幹紺贛 gān尷幹 gǎn稈趕 gàng槓 gāng剛岡崗綱鋼 gǎng崗 gào誥鋯 gǎo縞鎬 gè個鉻 gé擱閣 gē擱鴿 gěi給 gèn亙 gēng賡
    gěng綆鯁 gòng貢 gōng宮龔 gǒng鞏 gòu夠構覯詬購 gōu溝緱鈎鉤韝 gù僱錮顧鯝 gū軲鴣 gǔ蠱詁賈轂鈷 guà掛詿 guā鴰 guǎ剮
    guāi摑 guàn慣摜貫鸛 guān綸觀關鰥 guǎn館 guǎng廣獷 guì劊劌匱檜櫃貴鱖 guī媯嬀歸規閨鮭龜 guǐ匭詭軌 gǔn滾緄袞輥鯀
    guò過 guó國幗摑 guō咼堝蟈鍋 guǒ槨錁 hài駭 hái還頦 hàn漢頷 hán韓 hān頇 háng絎頏 hào灝號鎬顥 háo蠔 hè嚇賀鶴
    hé紇闔頜 hē訶 héng恆橫 hòng訌 hóng紅葒閎鴻黌 hōng轟 hòu後鱟 hóu餱 hù戶滬護鸌 hú壺鬍鵠鶘鶻 hū軤 hǔ滸 huà劃樺畫話
    huá劃華譁鏵驊 huài壞 huái懷 huàn喚奐換渙煥瘓鯇 huán環繯還鍰 huān歡 huǎn緩 huáng鰉黃 huǎng謊
    huì匯會澮燴穢繢繪薈誨諱賄 huī揮暉詼輝 huǐ毀 hùn諢 hún渾琿餛 hūn葷閽 huò獲禍貨鑊 huō鍃 huǒ夥鈥
    jì劑嚌濟紀繼薊薺覬計記際霽驥鱭 jí極級輯 jī嘰幾擊機璣磯積緝績羈譏跡躋雞飢齎齏 jǐ幾擠給蟣 jià價駕 jiá夾莢蛺郟鋏頰
    jiā夾浹鉿鎵 jiǎ賈鉀 jiàn劍檻漸澗濺艦薦見諫賤踐鍵鑑間餞 jiān堅戔殲漸監箋緘縑艱鐧間韉鰹鶼
    jiǎn儉戩揀撿梘檢減瞼筧簡繭襉譾鹼 jiàng將絳醬 jiāng將漿繮韁 jiǎng槳獎蔣講 jiào嶠較轎 jiāo嬌澆膠驕鮫鷦
    jiǎo僥撟攪矯絞繳腳鉸餃 jiè屆誡 jié傑潔節結訐詰鮚 jiē癤階 jìn勁晉燼盡縉藎覲贐進 jīn釒 jǐn僅巹緊謹錦饉
    jìng勁弳徑淨痙競脛鏡靚靜 jīng涇經荊莖驚鯨 jǐng剄頸 jiù廄舊鷲 jiū糾鬮鳩 jù劇屨懼據窶詎鋸颶 jū鋦駒 jǔ櫸舉齟
    juàn絹雋 juān鐫鵑 juǎn錈 jué決絕絶覺訣譎钁 jùn駿 jūn皸軍鈞 kài愾 kāi鐦開 kǎi凱剴塏愷鍇鎧 kàn闞 kān龕 kǎn檻
    kàng鈧閌 kào銬 kè緙課騍 ké殼 kē痾軻鈳顆 kěn墾懇 kēng鏗 kōu摳瞘 kù嚳庫絝褲 kuā誇 kuài儈噲塊獪膾鄶 kuān寬髖
    kuàng壙曠況礦纊貺鄺 kuáng誑 kuāng誆 kuì匱憒潰簣聵蕢饋 kuī巋窺虧 kūn錕鯤 kǔn閫 kuò擴闊 là臘蠟 lài瀨癩睞籟賚賴
    lái來崍徠淶萊錸 làn濫爛鑭 lán嵐攔斕欄瀾籃藍蘭襤讕闌 lǎn懶攬欖纜覽 làng閬 láng鋃 lào嘮澇耮 láo勞嘮嶗癆鐒 lāo撈
    lǎo銠 lè樂鰳 lèi淚類 léi縲鐳 lěi壘誄 léng稜 lì儷勵厲嚦壢櫟櫪歷瀝癘癧礪礫糲蒞藶蠣躒轢酈鎘隸靂麗
    lí籬縭蘺釐離驪鱺鸝 lǐ禮裏裡邐鋰鯉鱧 liǎ倆 liàn戀殮瀲煉練鏈 lián奩憐漣簾聯蓮褳連鐮鰱 liǎn斂璉臉蘞襝 liàng諒輛
    liáng涼糧 liǎng倆兩魎 liáo療繚遼鐐鷯 liǎo釕 liè獵 lìn藺賃躪 lín臨轔鄰鱗 lǐn凜廩懍檁 líng欞綾鈴靈鯪齡 lǐng嶺領
    liù陸鷚 liú劉瀏鎦餾騮 liǔ綹鋶 lóng嚨朧櫳瀧瓏礱籠聾蘢龍 lǒng壟壠攏籠隴 lòu瘻鏤 lóu僂嘍婁樓耬蔞螻髏 lǒu嶁摟簍
    lù淥祿賂輅轆錄録陸鷺 lú壚廬櫨瀘爐盧臚艫蘆轤顱鱸鸕 lū嚕 lǔ擄擼櫓氌滷虜鑥魯 lǘ櫚閭驢 lǚ侶僂呂屢縷褸鋁 lǜ慮濾綠
    luàn亂 luán孌孿巒攣欒灤臠鑾鸞 lüè鋝 lùn論 lún侖倫圇淪綸輪 lūn掄 luò濼犖絡駱 luó欏玀籮羅腡蘿邏鏍鑼騾 mà嘜榪獁罵
    má嗎 mā媽嬤 mǎ瑪碼螞馬 mài勱脈賣邁麥 mǎi蕒買 màn縵謾鏝 mán瞞蠻謾顢饅鰻 mǎn滿蟎 mào貿 máo犛錨 māo貓 mǎo鉚 me麼
    méi沒鎇鶥黴 měi鎂 men們 mèn悶懣燜 mén捫鍆門 mēn悶 mèng夢 měng錳 mì冪祕覓謐 mí彌獼禰謎 mǐ羋 miàn麪麫 mián綿
    miǎn澠緬黽 miào廟 miáo鶓 miǎo緲 miè滅 mín緡 mǐn憫閔閩鰵 míng銘鳴 miù繆謬 mò歿鏌驀 mó謨饃 móu繆謀 mù鉬 mǔ畝
    nà吶納鈉 ná鎿 nàn難 nán難 náng饢 nào鬧 náo撓蟯鐃 nǎo堖惱腦 nè訥 nèi內 něi餒 nì膩 ní鯢 nǐ擬鈮 nián鮎鯰 niǎn攆輦
    niàng釀 niǎo嫋蔦鳥 niè囁櫱聶躡鎳鑷隉顳齧 nìng寧濘 níng嚀寧擰檸獰聹苧 nǐng擰 niǔ紐鈕 nóng儂噥濃膿農 nú駑 nǚ釹
    nüè瘧 nuò諾 nuó儺 òu慪 ōu歐毆漚甌謳鷗 ǒu嘔 pán盤蹣 páng龐 pào皰 pāo拋 pèi轡 péi賠 pēn噴 péng鵬 pì闢 pí羆 pī紕鈹
    piàn騙 pián駢 piǎn諞 piào驃 piāo縹飄 pín嬪貧頻顰 píng憑蘋評馮鮃 pò釙 pō潑鉕頗 póu錇 pù鋪 pú僕鏷 pū撲鋪 pǔ樸譜鐠
    qì棄氣磧訖 qí臍蘄蠐頎騎騏鰭齊 qī悽棲榿 qǐ啓啟綺豈 qiàn塹槧 qián潛鈐鉗錢 qiān僉慳牽籤謙遷釺鉛騫 qiǎn淺繾譴
    qiàng嗆戧熗蹌 qiáng嬙強檣牆薔 qiāng槍錆鏘 qiǎng強搶羥鏹 qiào殼竅翹誚譙 qiáo僑喬橋翹蕎鞽 qiāo磽蹺鍬 qiè愜竊篋鍥
    qìn撳 qīn欽親 qǐn寢鋟 qìng慶 qīng傾氫輕 qǐng請頃 qióng煢瓊窮 qiú巰虯賕 qiū鰍 qù覷闃 qú鴝 qū區嶇詘趨軀驅 qǔ齲
    quàn勸 quán權詮輇銓顴 quǎn綣 què卻愨確闋闕鵲 quē闕 qún羣 ràng讓 rào繞 ráo嬈橈蕘饒 rǎo擾 rè熱 rèn紉認軔韌飪
    róng嶸榮絨蠑 rù縟 rú銣顬 ruǎn軟 ruì銳鋭 rùn潤閏 sà薩颯 sǎ灑 sài賽 sāi鰓 sān毿 sǎn傘糝饊 sàng喪 sāng喪 sǎng顙
    sāo繅騷鰠 sǎo掃 sè嗇澀穡銫 shà廈 shā剎殺紗鎩鯊 shài曬 shāi篩釃 shàn繕訕贍釤騸鱔 shān刪姍柵羶 shǎn閃陝 shàng鞝
    shāng傷殤觴 shǎng賞 shào紹 shāo燒 shè厙懾攝灄設 shē賒 shéi誰 shèn滲腎 shēn參紳詵 shěn嬸審諗 shèng勝聖 shéng繩
    shēng聲 shì勢弒視試諡貰軾適釋鈰飾 shí塒實時蒔蝕識飠鰣 shī屍師溼濕獅蝨詩鉈鯴 shǐ駛 shòu壽獸綬 shù數樹術豎 shú贖
    shū攄書樞紓輸 shǔ屬數 shuài帥 shuān閂 shuāng雙 shuì稅 shuí誰 shùn順 shuò爍碩鑠 shuō說説 sì飼駟 sī噝廝糹絲緦螄鷥
    sòng訟誦頌 sōng鍶鬆 sǒng慫聳 sōu鎪颼餿 sǒu擻藪 sù肅訴謖 sū穌蘇 suì歲誶 suí綏隨 suī雖 sūn孫猻蓀 sǔn損筍 suō縮
    suǒ嗩瑣鎖 tà撻闥 tǎ獺鰨 tài態鈦 tái臺鮐 tàn嘆賧 tán壇彈曇談譚錟 tān攤灘癱貪 tǎn鉭 tàng燙 táng餳 tāng湯鏜鐋
    tǎng儻 tāo濤絛韜 tǎo討 tè鋱 téng謄騰 tì屜綈 tí緹銻題鵜 tǐ體 tián鈿闐 tiǎn鍩靦 tiào糶 tiáo條調鰷齠 tiē貼 tiě鐵
    tīng廳烴聽 tòng慟 tóng銅 tǒng統 tóu頭 tú圖塗 tū禿 tǔ釷 tuán團摶 tuì蛻 tuí頹 tún飩 tuò籜 tuó馱駝鴕鼉 tuō脫 tuǒ橢
    wà膃襪 wā媧窪 wàn萬 wán紈頑 wān彎灣 wǎn綰 wǎng網輞 wèi蝟衛衞謂 wéi圍幃溈潙潿濰為爲維違闈韋
    wěi偉偽僞煒瑋緯葦諉韙鮪 wèn問 wén紋聞閿 wēn溫 wěn穩 wèng甕 wò臥齷 wō撾渦窩萵蝸 wù務塢惡誤霧騖鶩 wú吳無蕪
    wū嗚汙烏誣鄔鎢 wǔ嘸嫵廡憮鵡 xì戲細餼鬩 xí習襲覡 xī犧錫 xǐ璽 xià嚇廈 xiá俠峽狹硤轄 xiā蝦
    xiàn峴憲獻現綫線縣羨莧蜆餡 xián嫺嫻癇賢銜閒鷳鹹 xiān秈纖薟躚鍁鮮 xiǎn獫蘚銑險顯鮮 xiàng項 xiáng詳
    xiāng廂緗薌鄉鑲驤 xiǎng響餉饗鯗 xiào嘯 xiāo嘵囂梟瀟簫綃蕭銷驍 xiǎo曉 xiè洩瀉紲褻謝 xié協挾擷攜纈脅諧頡 xiē蠍
    xiě寫 xìn釁 xín鐔 xīn鋅 xìng興 xíng滎陘 xīng興 xiōng兇洶 xiù繡鏽 xiū饈鵂 xù敘漵緒續 xū噓虛須頊鬚 xǔ許詡 xuàn絢鉉
    xuán懸 xuān諼軒 xuǎn癬選 xuè謔 xué學澩 xuě鱈 xùn訊訓遜 xún尋潯蕁詢馴鱘 xūn勳壎燻 yà亞婭氬訝 yā埡壓椏鴉鴨 yǎ啞瘂
    yàn厭彥灩硯諺讞豔贗釅饜驗 yán嚴巖訁閆閻顏鹽 yān懨煙醃閹 yǎn儼兗厴魘鼴 yàng樣 yáng揚楊煬瘍陽 yāng鴦 yǎng癢養
    yào瘧藥鑰鷂 yáo堯搖瑤窯謠軺遙銚餚鰩 yè曄業燁葉謁鄴靨頁 yé爺鋣 yì億囈嶧憶懌異瘞縊繹義藝詣誼譯議軼鎰鐿驛
    yí儀詒貽遺頤飴 yī醫銥 yǐ艤蟻釔 yìn蔭 yín銀齦 yīn蔭銦陰 yǐn癮隱飲 yìng應 yíng塋瀅瀠熒營瑩縈螢蠅贏鎣
    yīng嚶嬰應攖櫻瓔纓罌鶯鷹鸚 yǐng潁癭穎 yō喲 yòng傭 yōng傭擁癰鏞鱅 yǒng湧詠踴 yòu誘 yóu猶蕕遊郵鈾魷 yōu優憂 yǒu銪
    yù嫗獄籲蕷諭譽鈺閾預飫馭鬱鵒鷸 yú娛於歟漁覦諛輿餘魚 yū紆 yǔ俁傴嶼與語齬 yuàn願 yuán員園圓櫞緣轅黿 yuān淵鳶鴛
    yuǎn遠 yuè嶽悅樂粵躍鉞鑰閱閲 yuē約 yuě噦 yùn惲慍暈藴蘊運鄆醖醞韞韻 yún勻紜鄖雲 yūn暈氳 yǔn殞隕 zá雜 zài載 zāi災
    zǎi載 zàn暫瓚贊鏨 zǎn攢趲 zāng贓髒 zǎng駔 zào皁竈 záo鑿 zǎo棗繰 zé則嘖幘擇澤簀責賾 zéi賊鯽 zèn譖 zèng贈鋥 zēng繒
    zhà吒柵詐 zhá軋鍘閘 zhài債 zhāi齋 zhàn佔戰棧綻顫驏 zhān氈譫 zhǎn嶄斬盞輾 zhàng帳漲脹賬 zhāng張 zhǎng漲長
    zhào詔趙 zhāo釗 zhè這鷓 zhé蟄謫輒轍 zhě鍺 zhèn賑鎮陣鴆 zhēn偵楨湞禎貞針 zhěn診軫 zhèng幀諍證鄭
    zhēng崢徵掙爭猙睜箏鉦錚鯖 zhì幟摯擲櫛滯觶質贄躓輊騭鷙 zhí執縶職蹠躑 zhī梔織 zhǐ紙軹 zhòng眾種衆 zhōng終鍾鐘
    zhǒng種腫 zhòu晝皺紂縐葤驟 zhóu軸 zhōu謅 zhù佇築貯鑄駐 zhú燭 zhū櫧櫫瀦誅諸豬銖 zhǔ囑屬矚 zhuàn傳囀賺轉饌
    zhuān專磚顓 zhuǎn轉 zhuàng壯戇狀 zhuāng妝樁莊裝 zhuì墜綴縋贅 zhuī錐騅 zhūn諄 zhǔn準 zhuó濁諑鐲 zì漬眥
    zī緇茲諮貲資輜錙鯔齜 zòng糉縱 zōng綜蹤 zǒng傯總 zōu諏鄒騶鯫 zú鏃 zǔ組詛 zuàn鑽 zuān鑽 zuǎn纘 zūn鱒
"""
_GROUP = re.compile("([a-zü\u0300-\u036f\u00e0-\u01dc]+)([^a-z\\s]+)")


@cache
def usual_readings() -> frozenset[str]:
    """Character and usual syllable joined, "區qū"."""
    return frozenset(char + found[1] for found in _GROUP.finditer(_READINGS) for char in found[2])
