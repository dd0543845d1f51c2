import type { Configuration } from 'electron-builder';

/**
 * Leaves out the binaries of other systems. A list of exclusions alone would mean "everything but", the whole
 * repository too, so it begins with a file that is packed anyway.
 */
const prebuildOf = (system: string): string[] => [
  'package.json',
  `!node_modules/better-sqlite3/prebuilds/!(${system}-\${arch}).node`,
];

const config: Configuration = {
  appId: 'org.rollbook.desktop',
  productName: 'Rollbook',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  icon: 'resources/icons/icon.png',
  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'resources/**',
    // The prebuilt binary is all that runs; the rest is for compiling it.
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    '!node_modules/node-addon-api/**',
    // Of the picture decoder what Node loads; WebAssembly runs from the archive, and is covered by its check.
    '!node_modules/wasm-vips/lib/{vips.js,vips-es6.js,vips-node.js,vips.d.ts,vips-*.wasm}',
  ],
  // Only what is named below leaves the archive: what is inside is covered by the integrity check.
  asar: { smartUnpack: false },
  // A library is loaded by the operating system, which cannot look into an archive.
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/**'],
  // The binary speaks N-API: one for Node and Electron alike.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    files: prebuildOf('win32'),
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.education',
    files: prebuildOf('darwin'),
  },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    category: 'Education',
    files: prebuildOf('linux'),
    executableName: 'rollbook',
    maintainer: 'Rollbook',
    synopsis: 'Attendance and grading for training centers, offline',
  },
  // Updates come on a stick, checked by hand; nothing looks for them on the network.
  publish: null,
};

export default config;
