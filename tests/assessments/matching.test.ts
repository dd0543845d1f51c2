import { describe, expect, it } from 'vitest';
import { groupFiles } from '../../src/main/assessments/intake/group.ts';
import { type Candidate, createMatcher } from '../../src/main/assessments/intake/match.ts';

const candidate = (learnerId: string, name: string, email: string | null = null): Candidate => ({
  ...{ learnerId, name, email },
  shortName: name.split(' ')[0] ?? name,
});

const olena = candidate('01890a5d-ac96-774b-bcce-b302099a8057', 'Олена Коваленко', 'olena.kov@example.org');
const yuliia = candidate('yuliia', 'Юлія Шевченко');
const zhanna = candidate('zhanna', 'Жанна Об’єдкова-Ґалаґан');
const desislava = candidate('desislava', 'Десислава Щерева');
const aleksandra = candidate('aleksandra', 'Александра Христова');
const mohammed = candidate('mohammed', 'محمد الحسن');
const fatima = candidate('fatima', 'فاطمة الزهراء خليل');
const maria = candidate('maria', 'María Núñez Łukasz');
const people = [olena, yuliia, zhanna, desislava, aleksandra, mohammed, fatima, maria];
const match = createMatcher(people);

describe('whose work a name says it is', () => {
  it.each<[string, Candidate, 'sure' | 'perhaps']>([
    ['Олена Коваленко', olena, 'sure'],
    ['Коваленко_Олена_ДЗ3', olena, 'sure'],
    ['olena kovalenko', olena, 'sure'],
    ['KovalenkoOlena', olena, 'sure'],
    ['kovalenkoolena', olena, 'sure'],
    ['Kovalenko Olena_12345_assignsubmission_file', olena, 'sure'],
    ['olena.kov@example.org', olena, 'sure'],
    ['01890a5d-ac96-774b-bcce-b302099a8057', olena, 'sure'],
    ['hw 01890A5DAC96774BBCCEB302099A8057', olena, 'sure'],
    ['olena.kov', olena, 'perhaps'],
    ['Kovalenka Olena', olena, 'perhaps'],
    ['kovalenko', olena, 'perhaps'],
    ['Kovalenko O', olena, 'perhaps'],
    ['Yuliia Shevchenko', yuliia, 'sure'],
    ['Julia Shevchenko', yuliia, 'sure'],
    ['shevchenko-yulia', yuliia, 'sure'],
    ['Obiedkova-Halahan Zhanna', zhanna, 'sure'],
    ['Жанна ОБ`ЄДКОВА-ҐАЛАҐАН', zhanna, 'sure'],
    ['Desislava Shtereva', desislava, 'sure'],
    ['Щерева Десислава', desislava, 'sure'],
    ['Alexandra Hristova', aleksandra, 'sure'],
    ['Aleksandra Khristova', aleksandra, 'sure'],
    ['محمد الحسن', mohammed, 'sure'],
    ['الحسن محمد - التسليم', mohammed, 'sure'],
    ['Mohammed Al-Hassan', mohammed, 'perhaps'],
    ['muhammad_alhasan', mohammed, 'perhaps'],
    ['Fatima Khalil', fatima, 'perhaps'],
    ['فاطمه خليل', fatima, 'sure'],
    ['Maria Nunez', maria, 'sure'],
    ['lukasz_MARIA', maria, 'sure'],
  ])('%s: %j', (text, who, certainty) => {
    expect(match(text)[0]).toMatchObject({ learnerId: who.learnerId, certainty });
  });

  it.each(['labels', 'instances_default', 'IMG_2041', 'annotations (2)', 'xolena.kov@example.org.ua2', ''])(
    '%j: nobody',
    (text) => {
      expect(match(text).filter(({ certainty }) => certainty === 'sure')).toEqual([]);
    },
  );

  it('is never sure of two people of one name, nor when two are named', () => {
    const twins = createMatcher([candidate('a', 'Olena Kovalenko'), candidate('b', 'Олена Коваленко')]);
    expect(twins('Kovalenko Olena').map(({ certainty }) => certainty)).toEqual(['perhaps', 'perhaps']);
    const both = match('Олена Коваленко і Юлія Шевченко');
    expect(both.slice(0, 2).map(({ certainty }) => certainty)).toEqual(['perhaps', 'perhaps']);
  });

  it('is the same whatever the order of the people', () => {
    const other = createMatcher([...people].reverse());
    for (const text of ['Kovalenko', 'Olena', 'Mohammed Al-Hassan', 'maria', 'zhanna'])
      expect(other(text)).toEqual(match(text));
  });
});

describe('which files belong together', () => {
  const grouped = (...paths: string[]) =>
    groupFiles(paths, match).map(({ name, names, matches }) => [
      ...[name, names.join(' '), matches[0]?.learnerId ?? null],
    ]);

  it('folders of learners, in an archive with one folder round all', () => {
    expect(
      grouped('Homework/Olena Kovalenko/data/labels.json', 'Homework/Yulia Shevchenko/annotations.xml'),
    ).toEqual([
      ['Olena Kovalenko', 'data/labels.json', olena.learnerId],
      ['Yulia Shevchenko', 'annotations.xml', 'yuliia'],
    ]);
  });

  it('files of learners in one folder, several of each', () => {
    expect(grouped('kovalenko olena.json', 'olena_kovalenko 2.xml', 'fatima khalil.json')).toEqual([
      ['kovalenko olena', 'kovalenko olena.json olena_kovalenko 2.xml', olena.learnerId],
      ['fatima khalil', 'fatima khalil.json', 'fatima'],
    ]);
  });

  it('a learner below a folder that names nobody', () => {
    expect(
      grouped('coco/Olena Kovalenko.json', 'yolo/Yulia Shevchenko/obj.names', 'yolo/x/obj.names'),
    ).toEqual([
      ['coco/Olena Kovalenko', 'Olena Kovalenko.json', olena.learnerId],
      ['yolo/Yulia Shevchenko', 'obj.names', 'yuliia'],
      ['yolo', 'x/obj.names', null],
    ]);
  });

  it('all as hers where only the folder round all names somebody', () => {
    expect(grouped('Olena Kovalenko/a.json', 'Olena Kovalenko/images/1.png')).toEqual([
      ['Olena Kovalenko', 'a.json images/1.png', olena.learnerId],
    ]);
  });
});
