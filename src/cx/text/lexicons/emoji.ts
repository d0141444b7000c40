import type { WordsOfValence } from './lexicon.ts';

/** Emoji, without skin tone or variation, by valence. */
export const emoji: readonly WordsOfValence[] = [
  [3, '😍 🥰 🤩 😻 💯 🏆 🎉 🥳 💖 💘 💝 💕 💞 💓 💗 ❤ 🧡 💛 💚 💙 💜 🤍 🤎 🖤 🫶 😘 💋 🌟'],
  [2.2, '😀 😃 😄 😁 😆 😊 ☺ 🙂 😇 😎 🤗 😋 🙌 👏 👍 👌 ⭐ 🎊 🚀 🔥 💪 😸 😺 🤝 ✨ 🥇 🤟 🤘 🌈 ☀ 🌞 🎁 🌹 💐'],
  [1.2, '🙏 😉 😌 😂 🤣 😜 😅 ✅ ✔ ☕ 🍀 😏 🫡'],
  [-0.9, '😐 😑 😶 🙄 🤔 😬 😴 🥱 🤨 😕 🙃 🫤 😒 ⏳ ⌛ 🐌 🤷 ⚠'],
  [-1.9, '😞 😟 😔 🙁 ☹ 😣 😖 😫 😩 😢 😥 😓 😰 😨 😿 💔 👎 ❌ 😪 🥺 🤦 😳 😵 🐢 🚫 🥀'],
  [-2.8, '😭 😠 😡 🤬 😤 🤮 🤢 💩 😱 👿 😾 🖕 💀 ☠ 🗑 🤡 😈'],
];

/** Emoji that say anger, 0..1. */
export const angryEmoji: readonly WordsOfValence[] = [
  [0.9, '😡 🤬 👿 🖕'],
  [0.6, '😠 😤 😾 💩 🤮'],
];

/** Faces drawn with characters. Read exactly as written. */
export const emoticons: readonly WordsOfValence[] = [
  [2.2, ':) :-) :D :-D =) =D xD XD :] :)) :))) <3 :* :-* ^^ ^_^ (: c:'],
  [1.2, ';) ;-) :P :-P :p ;D'],
  [-0.9, ':/ :-/ :\\ :-\\ :| :-| -_-'],
  [-1.9, ":( :-( =( :(( :((( :'( :'-( :[ ): </3 D: >.<"],
  [-2.6, '>:( >:-( :@'],
];
