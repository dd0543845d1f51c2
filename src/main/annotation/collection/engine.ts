/** Names what looks at pictures: decoder, hash and sharpness. Raise it when one of them says other numbers. */
export const LOOK_ENGINE = 'look 1, wasm-vips 0.0.19';
/** Names what judges them. Raise it with every change of `image-brief.ts` that changes a finding. */
export const BRIEF_ENGINE = `brief 1, ${LOOK_ENGINE}`;
