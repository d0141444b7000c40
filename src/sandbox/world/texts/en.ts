import { comments } from './en/comments.ts';
import { deliveryTexts } from './en/delivery.ts';
import { moneyTexts } from './en/money.ts';
import { productTexts } from './en/product.ts';
import { relationTexts } from './en/relation.ts';
import { talk } from './en/talk.ts';
import type { TextBank } from './text-bank.ts';

export const en: TextBank = {
  ...talk,
  comments,
  tickets: { ...deliveryTexts, ...moneyTexts, ...productTexts, ...relationTexts },
};
