import type { Language } from '../../shared/contract/values.ts';

/** What people of the sample center typed while they graded, in the language of the center. */
export interface GradingWords {
  /** Beside a criterion; `{name}` is the learner. */
  comments: readonly string[];
  /** About the work as a whole. */
  praise: readonly string[];
  override: string;
  excused: string;
  again: string;
  review: { first: string; answer: string; second: string };
}

export const gradingWords: Record<Language, GradingWords> = {
  en: {
    comments: [
      'Zoom in before you close a shape: the left and top edges are loose.',
      '{name}, look once more at what is half hidden behind cars.',
      'Read page 3 of the guidelines about reflections again.',
      'Much better than last time, {name}.',
      'Small things in the background are still missing.',
    ],
    praise: [
      'Careful work, {name}. It could go to a client.',
      'You are faster and more exact than a month ago.',
    ],
    override: 'Two reference images were wrong; counted without them.',
    excused: 'No power and no connection for two weeks.',
    again: 'Please correct the edges of images 4 to 9 and hand in again.',
    review: {
      first: 'The van in image 7 is labeled as the guidelines say.',
      answer: 'She is right, the reference has it wrong. One level up.',
      second: 'I handed in on time, the stick was read the next day.',
    },
  },
  uk: {
    comments: [
      'Збільшуй, перш ніж замкнути фігуру: лівий і верхній краї вільні.',
      '{name}, ще раз подивися на те, що напівсховане за машинами.',
      'Перечитай сторінку 3 інструкції про відбиття.',
      'Значно краще, ніж минулого разу, {name}.',
      'Дрібних речей на тлі досі бракує.',
    ],
    praise: [
      'Уважна робота, {name}. Її можна віддати клієнтові.',
      'Тепер швидше й точніше, ніж місяць тому.',
    ],
    override: 'Два еталонні зображення були хибні; пораховано без них.',
    excused: 'Два тижні без світла і зв’язку.',
    again: 'Виправ, будь ласка, краї на зображеннях 4–9 і здай ще раз.',
    review: {
      first: 'Фургон на зображенні 7 позначено так, як каже інструкція.',
      answer: 'Вона має рацію, помилка в еталоні. На рівень вище.',
      second: 'Я здала вчасно, флешку прочитали наступного дня.',
    },
  },
  bg: {
    comments: [
      'Увеличи, преди да затвориш фигурата: левият и горният ръб са хлабави.',
      '{name}, виж пак какво е полускрито зад колите.',
      'Прочети отново страница 3 от указанията за отраженията.',
      'Много по-добре от миналия път, {name}.',
      'Дребните неща на заден план още липсват.',
    ],
    praise: [
      'Старателна работа, {name}. Може да иде при клиент.',
      'По-бърза и по-точна си, отколкото преди месец.',
    ],
    override: 'Две изображения от еталона бяха грешни; сметнато без тях.',
    excused: 'Две седмици без ток и връзка.',
    again: 'Моля, поправи ръбовете на изображения 4 до 9 и предай пак.',
    review: {
      first: 'Микробусът в изображение 7 е отбелязан според указанията.',
      answer: 'Права е, грешката е в еталона. Едно ниво нагоре.',
      second: 'Предадох навреме, флашката беше прочетена на другия ден.',
    },
  },
  ar: {
    comments: [
      'كبّري الصورة قبل إغلاق الشكل: الحافتان اليسرى والعليا واسعتان.',
      '{name}، انظري مجددًا إلى ما هو شبه مخفي خلف السيارات.',
      'أعيدي قراءة الصفحة ٣ من التعليمات عن الانعكاسات.',
      'أفضل بكثير من المرة السابقة يا {name}.',
      'ما زالت الأشياء الصغيرة في الخلفية ناقصة.',
    ],
    praise: ['عمل متقن يا {name}. يصلح لتسليمه إلى عميل.', 'صرتِ أسرع وأدق مما كنتِ قبل شهر.'],
    override: 'صورتان من المرجع كانتا خاطئتين؛ حُسبت من دونهما.',
    excused: 'لا كهرباء ولا اتصال لأسبوعين.',
    again: 'رجاءً صحّحي حواف الصور من ٤ إلى ٩ وسلّمي مجددًا.',
    review: {
      first: 'الشاحنة الصغيرة في الصورة ٧ موسومة كما تقول التعليمات.',
      answer: 'هي محقة، والخطأ في المرجع. مستوى أعلى.',
      second: 'سلّمتُ في الموعد، وقُرئت الذاكرة في اليوم التالي.',
    },
  },
};
