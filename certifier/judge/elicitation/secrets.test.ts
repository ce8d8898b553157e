import { describe, expect, test } from 'vitest';
import { checks } from '../elicitation.ts';
import { FINDING, looking, PASS } from '../engine/looked.fixture.ts';
import { elicited, field } from './elicited.fixture.ts';

const look = looking(checks);

describe('elicitation.form.no-secrets', () => {
  const id = 'elicitation.form.no-secrets';
  const called = (name: string, more: object = {}) => field({ type: 'string', ...more }, '2026-07-28', name);
  test.each([
    'password',
    'newPassword',
    'api_key',
    'API-Key',
    'githubAccessToken',
    'credit_card_number',
    'card_number',
    'cvv',
  ])('finds %s', (name) => {
    expect(look(id, called(name))).toEqual(FINDING);
  });
  test('finds a title', () => {
    expect(look(id, called('value', { title: 'Your password' }))).toEqual(FINDING);
  });
  test.each([
    'username',
    'email',
    'password_hint',
    'token_count',
    'keyword',
    'monkey',
    'has_api_key',
    'passport',
    'card',
    'library_card_number',
  ])('leaves %s alone', (name) => {
    expect(look(id, called(name))).toEqual(PASS);
  });
  test.each([
    ['integer', 'cvv', FINDING],
    ['number', 'credit_card_number', FINDING],
    ['integer', 'card_number', FINDING],
    ['integer', 'amount_due_on_credit_card', PASS],
    ['number', 'api_token', PASS],
  ])('%s for %s', (type, name, outcome) => {
    expect(look(id, called(name, { type }))).toEqual(outcome);
  });
  test.each([
    'Name of the API key',
    'A label for your new access token',
    'Environment variable that holds the API key',
    'Type of credit card',
    'Last four digits of your credit card',
    'Which API key',
  ])('"%s" asks for none', (title) => {
    expect(look(id, called('value', { title }))).toEqual(PASS);
  });
  test.each([
    ['Please enter your API key.', FINDING],
    ['To go on we need access. Enter your OpenAI API key:', FINDING],
    ['Type in the password', FINDING],
    ['Give us your credit card number!', FINDING],
    ['Please enter the name of your API key', PASS],
    ['Enter a label for the access token', PASS],
    ['Never enter your password', PASS],
    ['You can set your API key later. What is your name?', PASS],
    ['Do you want to reset your password?', PASS],
    ['Enter your user name and e-mail', PASS],
  ])('a form of one field that says "%s"', (message, outcome) => {
    const asked = (properties: object) => elicited({ message, requestedSchema: { type: 'object', properties } });
    expect(look(id, asked({ value: { type: 'string' } }))).toEqual(outcome);
    expect(look(id, asked({ value: { type: 'string', description: message } }))).toEqual(outcome);
    expect(look(id, asked({ value: { type: 'boolean' } }))).toEqual(PASS);
    expect(look(id, asked({ user: { type: 'string' }, ok: { type: 'boolean' } }))).toEqual({
      observed: 2,
      findings: 0,
    });
  });
  test('a title says what is meant by a name', () => {
    expect(look(id, called('api_key', { title: 'Name of the API key' }))).toEqual(PASS);
    expect(look(id, called('password', { title: 'Use password' }))).toEqual(FINDING);
    expect(look(id, called('value', { title: 'Name and password' }))).toEqual(FINDING);
  });
  test('a choice or a yes-or-no cannot give one away', () => {
    expect(look(id, called('password', { enum: ['keep', 'change'] }))).toEqual(PASS);
    expect(look(id, called('password', { type: 'boolean' }))).toEqual(PASS);
  });
});
