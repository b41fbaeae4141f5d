// The same rules for every engine, and what they are asked. The facts are given as they are compared, which dynaboot has to
// find out by itself first: it reads a URL, looks the system up, and then holds all its other rules too.

/** Rules of the built-in policy: each fires for the same facts there. */
export const RULES = [
  {
    id: "http-store",
    when: [
      ["family", "linux"],
      ["scheme", "http"],
    ],
  },
  {
    id: "http-bundle-has-a-checksum",
    when: [
      ["scheme", "http"],
      ["checksum", false],
    ],
  },
  {
    id: "openstack-linux-needs-net-tools",
    when: [
      ["cloud", "openstack"],
      ["family", "linux"],
      ["netTools", false],
    ],
  },
  {
    id: "softlayer-fetches-over-https",
    when: [
      ["cloud", "softlayer"],
      ["scheme", "http"],
    ],
  },
  {
    id: "https-store-has-trusted-certificates",
    when: [
      ["scheme", "https"],
      ["certificatesInstalled", false],
      ["certificate", false],
    ],
  },
  {
    id: "alibaba-image-is-after-july-2016",
    when: [
      ["cloud", "alibaba"],
      ["imageAfterJuly2016", false],
    ],
  },
  {
    id: "image-can-download",
    when: [
      ["family", "linux"],
      ["downloader", "none"],
    ],
  },
  {
    id: "unlisted-cell-is-confirmed",
    when: [
      ["listed", false],
      ["supportConfirmed", false],
    ],
  },
];

const choose = (cloud, scheme, answers = {}, sha256 = undefined) => ({
  cloud,
  system: "centos-7",
  today: "2020-01-01",
  agent: { onImage: "absent", settings: { brokerHost: "broker.example.com" } },
  bundleStore: { url: `${scheme}://store.example.com/bundle`, ...(sha256 ? { sha256 } : {}) },
  packageStore: { url: "https://repo.example.com" },
  answers: { python: "2.7.18", certificatesInstalled: true, netTools: true, downloader: "curl", imageAfterJuly2016: true, ...answers },
});
const SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export const CHOICES = [
  choose("aws", "http"),
  choose("aws", "http", {}, SHA256),
  choose("openstack", "https", { netTools: false }),
  choose("softlayer", "http"),
  choose("google", "https", { certificatesInstalled: false }),
  choose("alibaba", "https", { imageAfterJuly2016: false, downloader: "none" }),
  choose("hetzner", "https", { supportConfirmed: false }),
];

/** Clouds whose table has no cell for the system. */
const UNLISTED = ["hetzner"];

export const FACTS = CHOICES.map(({ cloud, bundleStore, answers }) => ({
  cloud,
  family: "linux",
  listed: !UNLISTED.includes(cloud),
  scheme: new URL(bundleStore.url).protocol.slice(0, -1),
  checksum: bundleStore.sha256 !== undefined,
  certificate: false,
  netTools: answers.netTools,
  certificatesInstalled: answers.certificatesInstalled,
  imageAfterJuly2016: answers.imageAfterJuly2016,
  downloader: answers.downloader,
  supportConfirmed: answers.supportConfirmed ?? true,
}));
