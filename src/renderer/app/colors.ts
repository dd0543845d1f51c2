/** Light and dark of every color that is not a shade of the ink; components name them as CSS variables. */
export const palette = {
  paper: ['#faf9f6', '#15171b'],
  card: ['#ffffff', '#1c1f25'],
  line: ['#e8e4dc', '#2d313a'],
  muted: ['#6f6a60', '#9a9ea8'],
  text: ['#16181d', '#e7e8ea'],
  // Text and outline of each status with its pale fill: every pair has a contrast of at least 4.5.
  present: ['#27752f', '#69db7c'],
  'present-fill': ['#e6f4e7', '#173222'],
  late: ['#a8520a', '#ffc078'],
  'late-fill': ['#fdf0e0', '#3a2a14'],
  absent: ['#b42525', '#ff8787'],
  'absent-fill': ['#fdeaea', '#3d1c1f'],
  excused: ['#6035c9', '#b197fc'],
  'excused-fill': ['#efeafd', '#2a2144'],
  remote: ['#0b6577', '#66d9e8'],
  'remote-fill': ['#e1f3f7', '#12313a'],
  focus: ['#eef2fb', '#242a3b'],
  'focus-line': ['#365ebb', '#4670d2'],
} as const;
