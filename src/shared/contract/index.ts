import type { z } from 'zod';
import { annotationCalls } from './annotation.ts';
import { collectionCalls } from './annotation-collection.ts';
import { assessmentCalls } from './assessments.ts';
import { deskCalls } from './assessments-desk.ts';
import { exampleCalls } from './assessments-example.ts';
import { gradebookCalls } from './assessments-gradebook.ts';
import { rubricCalls } from './assessments-rubrics.ts';
import { submissionCalls } from './assessments-submissions.ts';
import { attendance } from './attendance.ts';
import { paper } from './attendance-paper.ts';
import { registerCalls } from './attendance-register.ts';
import { shareCalls } from './attendance-shares.ts';
import { center } from './center.ts';
import { changes } from './changes.ts';
import type { Call } from './define.ts';
import { desk } from './desk.ts';
import { jobs } from './jobs.ts';
import { programs } from './programs.ts';
import { roster } from './roster.ts';
import { sessions } from './sessions.ts';

/** Every call that the renderer may make, by domain and name. */
export const contract = {
  annotation: { ...annotationCalls, ...collectionCalls },
  assessments: {
    ...{ ...assessmentCalls, ...rubricCalls, ...deskCalls, ...gradebookCalls },
    ...{ ...submissionCalls, ...exampleCalls },
  },
  attendance: { ...attendance, ...paper, ...registerCalls, ...shareCalls },
  center,
  changes,
  desk,
  jobs,
  programs,
  roster,
  sessions,
} satisfies Record<string, Record<string, Call>>;

export type Contract = typeof contract;
export type Domain = keyof Contract;
export type Channel = { [D in Domain]: `${D}.${Extract<keyof Contract[D], string>}` }[Domain];

type CallOf<C extends Channel> = C extends `${infer D extends Domain}.${infer N}`
  ? N extends keyof Contract[D]
    ? Contract[D][N] extends Call
      ? Contract[D][N]
      : never
    : never
  : never;

/** What a caller sends: before defaults are filled in. */
export type Input<C extends Channel> = z.input<CallOf<C>['input']>;
export type Output<C extends Channel> = z.output<CallOf<C>['output']>;
export type QueryChannel = { [C in Channel]: CallOf<C>['kind'] extends 'query' ? C : never }[Channel];
export type WriteChannel = Exclude<Channel, QueryChannel>;

export type { Action, Call, Command, Query, Stage, Topic } from './define.ts';
