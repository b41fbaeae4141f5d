// LZMA, the half that expands: https://www.7-zip.org/sdk.html has what each step is for. Neither head nor end is written, since
// both are known, and places do not matter to what is foretold (lc = 2, lp = 0, pb = 0).

// Where the chances of each kind begin.
const MATCH = 0;
const AGAIN = 12;
const AGAIN_FIRST = 24;
const AGAIN_SECOND = 36;
const AGAIN_THIRD = 48;
const AGAIN_LONG = 60;
const SLOT = 72;
const NEAR = SLOT + 4 * 64;
const ALIGN = NEAR + 128;
const LENGTH = ALIGN + 16;
const LENGTH_AGAIN = LENGTH + 274;
const LITERAL = LENGTH_AGAIN + 274;
const CONTEXT = 2;

/**
 * @param {Uint8Array} packed
 * @param {number} size How much it becomes.
 */
export function expand(packed, size) {
  const bytes = new Uint8Array(size);
  const chances = new Uint16Array(LITERAL + (0x300 << CONTEXT)).fill(1024);
  // In an array they stay numbers of 32 bits: as variables, engines would make an object of each large one.
  const coder = new Uint32Array(2);
  const RANGE = 0;
  const CODE = 1;
  let next = 1;
  coder[RANGE] = 0xffffffff;
  for (let count = 0; count < 4; count++) coder[CODE] = (coder[CODE] << 8) | packed[next++];

  const refill = () => {
    if (coder[RANGE] >= 0x1000000) return;
    coder[RANGE] <<= 8;
    coder[CODE] = (coder[CODE] << 8) | packed[next++];
  };
  /** @param {number} index */
  const bit = (index) => {
    const chance = chances[index];
    const bound = (coder[RANGE] >>> 11) * chance;
    const is = coder[CODE] < bound ? 0 : 1;
    if (is) {
      coder[RANGE] -= bound;
      coder[CODE] -= bound;
      chances[index] = chance - (chance >> 5);
    } else {
      coder[RANGE] = bound;
      chances[index] = chance + ((2048 - chance) >> 5);
    }
    refill();
    return is;
  };
  /**
   * The highest bit comes first.
   * @param {number} base
   * @param {number} bits
   */
  const number = (base, bits) => {
    let place = 1;
    for (let left = bits; left > 0; left--) place = (place << 1) | bit(base + place);
    return place - (1 << bits);
  };
  /**
   * The lowest bit comes first.
   * @param {number} base
   * @param {number} bits
   */
  const reversed = (base, bits) => {
    let sum = 0;
    for (let count = 0, place = 1; count < bits; count++) {
      const is = bit(base + place);
      place = (place << 1) | is;
      sum |= is << count;
    }
    return sum;
  };
  /** @param {number} bits */
  const even = (bits) => {
    let sum = 0;
    for (let left = bits; left > 0; left--) {
      coder[RANGE] >>>= 1;
      const is = coder[CODE] < coder[RANGE] ? 0 : 1;
      if (is) coder[CODE] -= coder[RANGE];
      sum = (sum << 1) | is;
      refill();
    }
    return sum;
  };
  /** @param {number} base */
  const length = (base) => {
    if (!bit(base)) return 2 + number(base + 2, 3);
    return bit(base + 1) ? 18 + number(base + 18, 8) : 10 + number(base + 10, 3);
  };
  /** @param {number} length */
  const distance = (length) => {
    const slot = number(SLOT + Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reversed(NEAR + base - slot, bits);
    return base + (even(bits - 4) << 4) + reversed(ALIGN, 4);
  };

  let state = 0;
  const distances = [0, 0, 0, 0];
  /**
   * The newest stands first.
   * @param {number} newest
   * @param {number} from Where it was, or the last place.
   */
  const put = (newest, from) => {
    for (let index = from; index > 0; index--) distances[index] = distances[index - 1];
    distances[0] = newest;
  };
  for (let at = 0; at < size;) {
    if (!bit(MATCH + state)) {
      const base = LITERAL + 0x300 * ((at ? bytes[at - 1] : 0) >> (8 - CONTEXT));
      let place = 1;
      if (state >= 7) {
        // It is another one than where the last match would go on.
        let other = bytes[at - distances[0] - 1];
        for (let same = true; same && place < 256; other <<= 1) {
          const expected = (other >> 7) & 1;
          const is = bit(base + ((1 + expected) << 8) + place);
          place = (place << 1) | is;
          same = is === expected;
        }
      }
      while (place < 256) place = (place << 1) | bit(base + place);
      bytes[at++] = place;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count = 1;
    if (!bit(AGAIN + state)) {
      count = length(LENGTH);
      put(distance(count), 3);
      state = state < 7 ? 7 : 10;
    } else if (bit(AGAIN_FIRST + state)) {
      const which = bit(AGAIN_SECOND + state) ? 2 + bit(AGAIN_THIRD + state) : 1;
      put(distances[which], which);
      count = length(LENGTH_AGAIN);
      state = state < 7 ? 8 : 11;
    } else if (bit(AGAIN_LONG + state)) {
      count = length(LENGTH_AGAIN);
      state = state < 7 ? 8 : 11;
    } else {
      state = state < 7 ? 9 : 11;
    }
    if (distances[0] >= at) throw new RangeError("what is packed is damaged");
    const end = Math.min(at + count, size);
    for (const back = distances[0] + 1; at < end; at++) bytes[at] = bytes[at - back];
  }
  return bytes;
}
