import type { Model } from './model/model.ts';

/**
 * The model that an install starts with. Weights add up to 1: half of the score is what customers say, half what happened to
 * them. docs/scoring.md gives the reason of each number.
 */
export const defaultModel: Model = {
  id: 'default',
  version: 1,
  weights: {
    nps: 0.19,
    csat: 0.15,
    ces: 0.08,
    sentiment: 0.08,
    'review-rating': 0.02,
    'negative-experiences': 0.16,
    'first-response-time': 0.07,
    'resolution-time': 0.06,
    'open-backlog': 0.05,
    'repeat-contact': 0.04,
    reopens: 0.02,
    'engagement-recency': 0.03,
    'promise-gap': 0.02,
    'follow-up-latency': 0.02,
    'observed-rating': 0.01,
    'first-contact-resolution': 0,
    anger: 0,
    'contact-effort': 0,
    advocacy: 0,
    engagement: 0,
    'ticket-trend': 0,
    'win-rate': 0,
    'sales-cycle': 0,
    repurchase: 0,
  },
  stageWeights: {
    // Whoever does not know us yet judges us by whether and how fast we answer.
    research: { 'first-response-time': 0.14, 'engagement-recency': 0.06, 'resolution-time': 0.03, reopens: 0.01 },
    buy: { 'first-response-time': 0.14, 'engagement-recency': 0.06, 'promise-gap': 0.06 },
    // What was bought must come when it was promised, and be easy to begin with.
    deliver: { 'promise-gap': 0.1, ces: 0.12 },
    // Before renewing, the relationship as a whole counts, and whether it is alive.
    renew: { nps: 0.24, 'engagement-recency': 0.06 },
  },
  prior: { score: 67, weight: 0.04, standardDeviation: 15 },
  halfLifeDays: {
    survey: 60,
    ticket: 60,
    message: 60,
    meeting: 60,
    order: 180,
    review: 180,
    mention: 60,
    visit: 30,
    abandonment: 60,
    observation: 90,
  },
  confidence: { priorWeight: { survey: 0.3, ticket: 1, message: 2 }, horizonHalfLives: 6 },
  baseline: 50,
  bands: { good: 75, fair: 55, poor: 35 },
  hysteresisPoints: 2,
  minCoverage: 0.4,
  businessHours: {
    // Neutral; an install puts its CRM account's time zone here.
    timeZone: 'UTC',
    days: [1, 2, 3, 4, 5],
    opensAtMinute: 9 * 60,
    closesAtMinute: 17 * 60,
    holidays: [],
  },
  thankWithinDays: 30,
  metrics: {
    repeatContact: { withinDays: 7 },
    negativeExperiences: { windowDays: 90, sameWithinDays: 3 },
    engagement: { countsOpens: false },
    followUp: { withinDays: 30 },
  },
  flags: {
    slowAnswer: { hours: 24, windowDays: 90 },
    repeatedContact: { contacts: 3, channels: 2, withinDays: 14, windowDays: 90 },
    reopened: { windowDays: 90 },
    detractorUnanswered: { hours: 72, windowDays: 90 },
    silentCustomer: { days: 90, usualGapFactor: 3, interactions: 4 },
    friction: { windowDays: 90, minConfidence: 0.6 },
    angry: { windowDays: 90, minConfidence: 0.5 },
    complexProblem: { replies: 5, effort: 6, windowDays: 90 },
    highEffort: { windowDays: 90, answer: 3 },
    technicalProblems: { tickets: 3 },
    wrongMoment: { windowDays: 30 },
    brokenPromise: { windowDays: 90, graceHours: 24 },
    indecision: { days: 60 },
    scoreFalls: { points: 10 },
  },
};
