import { comments } from './es/comments.ts';
import { deliveryTexts } from './es/delivery.ts';
import { moneyTexts } from './es/money.ts';
import { productTexts } from './es/product.ts';
import { relationTexts } from './es/relation.ts';
import { talk } from './es/talk.ts';
import type { TextBank } from './text-bank.ts';

export const es: TextBank = {
  ...talk,
  comments,
  tickets: { ...deliveryTexts, ...moneyTexts, ...productTexts, ...relationTexts },
};
