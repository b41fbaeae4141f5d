/* tslint:disable */
/* eslint-disable */
/**
 * A broken rule: what, why, what to do, and where it stands.
 */
export interface Finding {
    /**
     * The rule's id, which is also its page's name.
     */
    rule: string;
    /**
     * How bad it is.
     */
    severity: Severity;
    /**
     * The field that it is about.
     */
    at: string;
    /**
     * The values in the message, by the names of their facts.
     */
    params: Record<string, string>;
    /**
     * What is wrong, in a sentence.
     */
    message: string;
    /**
     * Why it matters.
     */
    why: string;
    /**
     * What to do.
     */
    todo: string;
    /**
     * A remedy that can be applied to the choices; left out when the remedy is on the image itself.
     */
    fix?: Fix;
    /**
     * What says so.
     */
    source: Source;
}

/**
 * A cell of a support table, with its row and its column.
 */
export interface MatrixCell extends ReportedCell {
    /**
     * The column.
     */
    cloud: string;
    /**
     * The row.
     */
    system: string;
}

/**
 * A cell of an agent's support table, as an answer shows it.
 */
export interface ReportedCell {
    /**
     * What is printed there; empty when it is not listed.
     */
    text: string;
    /**
     * What it means.
     */
    support: Support;
    /**
     * How plainly the source says so.
     */
    provenance: Provenance;
    /**
     * What says so; left out when nothing does.
     */
    source?: Source;
}

/**
 * A day on which an answer changes.
 */
export interface Change {
    /**
     * The day, like `2027-01-12`.
     */
    date: string;
    /**
     * The verdict from that day on.
     */
    verdict: Verdict;
    /**
     * The rule whose finding appears or goes.
     */
    rule: string;
    /**
     * What its finding does, where the verdict stays as it is.
     */
    finding?: FindingChange;
}

/**
 * A day on which cells of a table change.
 */
export interface CalendarDay {
    /**
     * The day, like `2027-01-12`.
     */
    date: string;
    /**
     * What changes on it.
     */
    changes: CalendarChange[];
}

/**
 * A day, without time and zone. The core has no clock: today is always given.
 */
export type Day = string;

/**
 * A family of operating systems.
 */
export type Family = "linux" | "windows";

/**
 * A file with which a tool launches the VM. The payload's file has to lie beside it; a `#cloud-config` holds the script itself.
 */
export interface Launch {
    /**
     * The tool.
     */
    tool: LaunchTool;
    /**
     * What it does, in a few words.
     */
    title: string;
    /**
     * The name of the file that it is kept in.
     */
    fileName: string;
    /**
     * The file's text.
     */
    text: string;
}

/**
 * A finding that appears or goes, for a row of the table.
 */
export interface CalendarChange {
    /**
     * The row.
     */
    system: string;
    /**
     * The rule whose finding it is.
     */
    rule: string;
    /**
     * Whether it appears on that day; otherwise it goes.
     */
    appears: boolean;
    /**
     * The columns in which it does.
     */
    clouds: string[];
}

/**
 * A form in which a cloud writes an image's id.
 */
export type ImageIdForm = "ami" | "oldAmi" | "ssmParameter" | "azureUrn" | "azureAlias" | "azureResource" | "gceImage" | "glanceUuid" | "glanceName" | "alibabaImage" | "alibabaBase" | "ocid" | "ibmImage" | "number" | "slug";

/**
 * A package manager.
 */
export type PackageManager = "apt" | "yum" | "dnf" | "zypper";

/**
 * A part of a script: one step of the plan, or what all steps share.
 */
export interface Section {
    /**
     * What it does.
     */
    title: string;
    /**
     * The rules, choices and recipes that asked for it.
     */
    because: string[];
    /**
     * Its first line, counted from 1.
     */
    firstLine: number;
    /**
     * Its last line.
     */
    lastLine: number;
}

/**
 * A place at which two policies differ.
 */
export interface Difference {
    /**
     * The place: dotted; rules by their ids, cells by agent, cloud and system.
     */
    at: string;
    /**
     * What stands there in the first one; left out when nothing does.
     */
    from?: Json;
    /**
     * What stands there in the second one; left out when nothing does.
     */
    to?: Json;
}

/**
 * A processor architecture.
 */
export type Arch = "x86_64" | "arm64";

/**
 * A remedy: applied, it removes its finding.
 */
export interface Fix {
    /**
     * What it does, in a few words.
     */
    title: string;
    /**
     * What it changes.
     */
    edits: Edit[];
}

/**
 * A rule that an organisation has switched off.
 */
export interface RuleOff {
    /**
     * The rule.
     */
    rule: string;
    /**
     * Why.
     */
    reason: string;
}

/**
 * A rule's page.
 */
export interface Page {
    /**
     * The rule's id.
     */
    id: string;
    /**
     * The truth that the rule defends.
     */
    title: string;
    /**
     * How bad it is when the rule is broken.
     */
    severity: Severity;
    /**
     * Why it matters.
     */
    why: string;
    /**
     * What to do.
     */
    todo: string;
    /**
     * What says so; left out when the policy does not list it.
     */
    source?: Source;
    /**
     * Choices that break the rule, keep it, or leave it open.
     */
    examples: Example[];
    /**
     * All of it as Markdown.
     */
    markdown: string;
}

/**
 * A script that looks at an image.
 */
export interface Probe {
    /**
     * The name of the file that it is kept in.
     */
    fileName: string;
    /**
     * The text.
     */
    text: string;
}

/**
 * A script, and what asked for each part of it.
 */
export interface Script {
    /**
     * The name of the file that it is kept in.
     */
    fileName: string;
    /**
     * The text. The same choices give the same bytes.
     */
    text: string;
    /**
     * Its sections, in their order.
     */
    sections: Section[];
}

/**
 * A step: one section of the script.
 */
export interface Step {
    /**
     * When it is taken.
     */
    stage: PlanStage;
    /**
     * What it does.
     */
    title: string;
    /**
     * The rules, choices and recipes that asked for it.
     */
    because: string[];
}

/**
 * A tool that launches a VM or builds an image.
 */
export type LaunchTool = "aws-cli" | "az-cli" | "gcloud" | "openstack-cli" | "govc" | "terraform" | "packer" | "shell" | "powershell" | "cloud-config";

/**
 * A value that does not have the shape it must have.
 */
export interface ShapeError {
    /**
     * Where it stands: dotted, list items by index; empty for the whole.
     */
    path: string;
    /**
     * What was expected there.
     */
    expected: string;
    /**
     * What was probably meant, when something that may stand there is close.
     */
    didYouMean?: string;
    /**
     * All of it in one sentence.
     */
    message: string;
}

/**
 * A way to get an agent onto a VM.
 */
export type Route = "alreadyThere" | "dynamicBootstrap" | "prebuiltImage";

/**
 * Additional software, and what the lifecycle user may run by sudo.
 */
export interface Software {
    /**
     * Packages of the system's package manager.
     */
    packages?: string[] | null;
    /**
     * Commands with absolute paths that the lifecycle user may run by sudo.
     */
    commands?: string[] | null;
}

/**
 * Another field of a cloud that takes the same content.
 */
export interface OtherField {
    /**
     * The field's name in the cloud's own words.
     */
    field: string;
    /**
     * How often what stands there is run.
     */
    runs: Runs;
}

/**
 * Answers that only rules read, by the ids under which the policy lists them.
 */
export type OtherAnswers = Record<string, boolean | number | string | null | undefined>;

/**
 * Choices that are not blocked, as what changes from those that are.
 */
export interface Alternative {
    /**
     * What changes, in words: "OpenStack → AWS".
     */
    title: string;
    /**
     * What changes.
     */
    edits: Edit[];
    /**
     * The verdict afterwards.
     */
    verdict: Verdict;
}

/**
 * Choices that show a rule at work.
 */
export interface Example {
    /**
     * Whether they break the rule, keep it, or leave it open.
     */
    rule: Shows;
    /**
     * The other rules that they break.
     */
    also?: string[];
    /**
     * The choices, in the wire form.
     */
    choices: Choices;
}

/**
 * Everything that can be said about choices without making a script.
 */
export interface Report {
    /**
     * The version of this form.
     */
    wireVersion: number;
    /**
     * The verdict.
     */
    verdict: Verdict;
    /**
     * Why not everything was looked at, where the policy asks for more work than an answer may take: then the verdict is blocked or
     * incomplete. Left out otherwise.
     */
    unfinished?: string;
    /**
     * The route that it is about.
     */
    route: Route;
    /**
     * The cell of the agent's support table; left out until cloud and system are known.
     */
    cell?: ReportedCell;
    /**
     * The options that the source offers on this branch.
     */
    options: RouteOption[];
    /**
     * What the agent's recipe does, where that is not built in. Left out otherwise.
     */
    recipe?: { agent: string; hosts: string[]; writes: string[]; runs: string[] };
    /**
     * What was assumed where nothing was said.
     */
    assumptions: Assumption[];
    /**
     * What the image's id told where nothing was chosen.
     */
    told: Told[];
    /**
     * What speaks against it, worst first.
     */
    findings: Finding[];
    /**
     * What is not known yet, decisive questions first.
     */
    questions: Question[];
    /**
     * The first day on which a finding appears or goes; left out when none does.
     */
    changesOn?: Change;
    /**
     * The policy that the answer follows from.
     */
    policy: PolicyStamp;
}

/**
 * How a VM is launched: a tool, and how that tool is given the script.
 */
export type LaunchForm = "awsCli" | "awsTerraform" | "azureCli" | "azureTerraform" | "azureExtensionCli" | "azureExtensionTerraform" | "azureScriptCli" | "azureScriptTerraform" | "googleCli" | "googleTerraform" | "openstackCli" | "openstackTerraform" | "alibabaTerraform" | "vmwareCli" | "vmwareTerraform";

/**
 * How a question is answered.
 */
export type QuestionKind = "yesNo" | "choice" | "text";

/**
 * How an answer is given.
 */
export type AnswerKind = "yesNo" | "choice" | "number" | "version";

/**
 * How bad a broken rule is.
 */
export type Severity = "note" | "warning" | "error";

/**
 * How often a delivered script is run.
 */
export type Runs = "once" | "everyBoot";

/**
 * How plainly a source says what is taken from it.
 */
export type Provenance = "printed" | "reconstructed" | "ambiguous";

/**
 * How the content of a payload is encoded.
 */
export type Encoding = "raw" | "base64" | "gzip+base64";

/**
 * In which form a script travels.
 */
export type Packing = "plain" | "commandLine" | "tooLong" | "tag" | "letters";

/**
 * One change of the choices: a value put at a field.
 */
export interface Edit {
    /**
     * Where.
     */
    at: string;
    /**
     * What stands there afterwards; `null` takes away what was there.
     */
    to: string | boolean | string[] | null;
}

/**
 * One of the options that a branch of the support table offers.
 */
export interface RouteOption {
    /**
     * What to do, in a few words.
     */
    title: string;
    /**
     * What that means.
     */
    detail: string;
}

/**
 * Something that is not known yet.
 */
export interface Question {
    /**
     * The field that the answer belongs to.
     */
    at: string;
    /**
     * The question.
     */
    ask: string;
    /**
     * How it is answered.
     */
    kind: QuestionKind;
    /**
     * The answers that there are; for a text, those that are common.
     */
    choices?: string[];
    /**
     * The rules that are open until it is answered.
     */
    rules: string[];
    /**
     * Whether its answer can change the verdict.
     */
    decisive: boolean;
    /**
     * What each answer leads to at best; empty when the answers cannot be listed.
     */
    outcomes?: Outcome[];
}

/**
 * Something that the image's id told.
 */
export interface Told {
    /**
     * Where it belongs.
     */
    at: string;
    /**
     * What.
     */
    value: string;
    /**
     * The name that people know it by.
     */
    label: string;
}

/**
 * Something that was assumed where nothing was said.
 */
export interface Assumption {
    /**
     * Where.
     */
    at: string;
    /**
     * What.
     */
    value: string;
}

/**
 * The image that the VM is launched from.
 */
export interface Image {
    /**
     * The id as the cloud writes it, such as `ami-0123456789abcdef0`.
     */
    id?: string | null;
    /**
     * Who made the image, seen from the user.
     */
    source?: ImageSource | null;
    /**
     * The publisher of the image; of a custom image, its base image's.
     */
    publisher?: string | null;
    /**
     * The processor architecture; `x86_64` is assumed.
     */
    arch?: Arch | null;
}

/**
 * The management agent: which one, whether it is there, how it is set.
 */
export interface AgentChoices {
    /**
     * The agent's recipe, by its id in the catalog; the policy's default agent is assumed.
     */
    id?: string | null;
    /**
     * The agent's version, such as `5.2.2`.
     */
    version?: string | null;
    /**
     * Whether the image has the agent already.
     */
    onImage?: Presence | null;
    /**
     * The settings that the agent's recipe names.
     */
    settings?: Record<string, string | number | boolean | null> | null;
}

/**
 * The support table of an agent: a row a system, a column a cloud.
 */
export interface Matrix {
    /**
     * The agent.
     */
    agent: string;
    /**
     * The columns.
     */
    clouds: string[];
    /**
     * The rows.
     */
    systems: string[];
    /**
     * The cells, row by row.
     */
    cells: MatrixCell[];
}

/**
 * The verdict: derived from findings and questions, never stored.
 */
export type Verdict = "blocked" | "incomplete" | "readyWithWarnings" | "ready";

/**
 * The whole answer: the report, and when it is a good one, the text that makes it so.
 */
export interface Assessment extends Report {
    /**
     * The steps from launch to agent; left out where there is no script to make.
     */
    plan?: Step[];
    /**
     * The script.
     */
    script?: Script;
    /**
     * The script in the form of the cloud's field.
     */
    payload?: Payload;
    /**
     * The files that launch the VM with it, a tool each; on the route of an image, those that build it.
     */
    launch?: Launch[];
}

/**
 * What a cell of a support table means.
 */
export type Support = "supported" | "conditional" | "unsupported" | "notListed";

/**
 * What a limit counts.
 */
export type CountedAs = "asIs" | "beforeBase64" | "afterBase64" | "commandLine";

/**
 * What a runner knows a script by.
 */
export type Envelope = "nothing" | "powershellTag" | "ps1Sysnative" | "powershellLine" | "protectedCommand" | "protectedScript";

/**
 * What a script can fetch over.
 */
export type Scheme = "http" | "https";

/**
 * What a script does for a step.
 */
export type Action = "findAgent" | "checkMachine" | "checkImage" | "checkNetTools" | "trustCertificate" | "keepCredentials" | "installPython2" | "installOpensslHeaders" | "fetchBundle" | "verifyBundle" | "unpackBundle" | "placeBundle" | "installAgent" | "handOver" | "handOverCredentials" | "checkService" | "installSoftware" | "allowCommands";

/**
 * What a statement rests on.
 */
export interface Source {
    /**
     * The document's title.
     */
    title: string;
    /**
     * Where it is to be found.
     */
    url: string;
    /**
     * The sentence, or the part of the document.
     */
    sentence: string;
    /**
     * The day on which it was last read there, like `2026-11-22`.
     */
    checkedOn: string;
    /**
     * How plainly it says so.
     */
    provenance: Provenance;
}

/**
 * What an answer leads to.
 */
export interface Outcome {
    /**
     * The answer.
     */
    answer: string | boolean;
    /**
     * The best verdict that can still be reached after it.
     */
    verdict: Verdict;
}

/**
 * What an example shows.
 */
export type Shows = "fires" | "passes" | "asks";

/**
 * What an image can download with.
 */
export type Downloader = "curl" | "wget" | "python" | "none";

/**
 * What an organisation's policy is laid over.
 */
export type Base = "builtin" | "none";

/**
 * What becomes of a finding.
 */
export type FindingChange = "appears" | "goes";

/**
 * What builds images: a builder of Packer.
 */
export type ImageBuilder = "alicloud-ecs" | "amazon-ebs" | "azure-arm" | "googlecompute" | "openstack" | "vsphere-clone";

/**
 * What is put into the cloud's field.
 */
export interface Payload {
    /**
     * The field's name in the cloud's own words.
     */
    field: string;
    /**
     * Other fields that take the same content, and run it at other times.
     */
    otherFields?: OtherField[];
    /**
     * The name of the file that it is kept in.
     */
    fileName: string;
    /**
     * How `content` is encoded.
     */
    encoding: Encoding;
    /**
     * What is put into the field.
     */
    content: string;
    /**
     * Its size as the cloud counts it, in bytes.
     */
    bytes: number;
    /**
     * How many bytes the field takes.
     */
    limit: number;
    /**
     * How many bytes are left.
     */
    left: number;
    /**
     * What is counted, in words.
     */
    countedAs: string;
}

/**
 * What kind of delivery it is.
 */
export type DeliveryKind = "userData" | "startupScript" | "extension" | "scriptUrl";

/**
 * What makes every copy of a Windows VM a machine of its own.
 */
export type ResetTool = "sysprep" | "azureSysprep" | "ec2Config" | "ec2Launch" | "gceSysprep";

/**
 * What the user confirms about the image. Left out is unknown, never false.
 */
export interface Answers extends OtherAnswers {
    /**
     * The version of the image's Python, or `none`.
     */
    python?: string | null;
    /**
     * Whether the package `net-tools` is installed.
     */
    netTools?: boolean | null;
    /**
     * Whether the headers of OpenSSL are installed.
     */
    opensslDevel?: boolean | null;
    /**
     * Whether the certificates that the store's TLS needs are installed.
     */
    certificatesInstalled?: boolean | null;
    /**
     * Whether the image runs user data at first boot.
     */
    userDataRuns?: boolean | null;
    /**
     * What the image can download with.
     */
    downloader?: Downloader | null;
}

/**
 * What the user has said so far about the VM, its image and where its agent comes from.
 *
 * `null` and left out are the same. Unknown is never false.
 */
export interface Choices {
    /**
     * The cloud, by its id in the catalog.
     */
    cloud?: string | null;
    /**
     * The operating system, by its id in the catalog; left out, it may follow from `image.id`.
     */
    system?: string | null;
    /**
     * The image that the VM is launched from.
     */
    image?: Image | null;
    /**
     * The management agent.
     */
    agent?: AgentChoices | null;
    /**
     * Where the agent's bundle is downloaded from.
     */
    bundleStore?: BundleStore | null;
    /**
     * Where the agent fetches the remaining packages from.
     */
    packageStore?: PackageStore | null;
    /**
     * Additional software, and what the lifecycle user may run.
     */
    software?: Software | null;
    /**
     * The URL of a proxy for every download.
     */
    proxy?: string | null;
    /**
     * A URL that is told how the bootstrap ended.
     */
    callHome?: string | null;
    /**
     * What the user confirms about the image.
     */
    answers?: Answers | null;
    /**
     * User data of the organisation's own that must ride along: shell or cloud-config.
     */
    userPart?: string | null;
    /**
     * The way to the agent that the user asks for.
     */
    route?: Route | null;
    /**
     * The day for which the answer holds, like `2026-11-22`.
     */
    today?: string | null;
}

/**
 * What the values of a setting look like.
 */
export type SettingForm = "host" | "port" | "path" | "command" | "name";

/**
 * What user data of somebody's own is, as cloud-init tells it by its first words.
 */
export type PartKind = "shell" | "cloudConfig" | "cloudConfigArchive" | "cloudConfigPatch" | "mime" | "boothook" | "include" | "includeOnce" | "jinja" | "partHandler" | "unknown";

/**
 * When a rule can be checked.
 */
export type Stage = "choices" | "payload";

/**
 * When a step is taken.
 */
export type PlanStage = "launch" | "prerequisites" | "agent" | "handover" | "software";

/**
 * Where an agent's support table comes from.
 */
export type Table = "cells" | "mechanics";

/**
 * Where the agent fetches the remaining packages from.
 */
export interface PackageStore {
    /**
     * The store's URL; without a scheme it means http.
     */
    url?: string | null;
}

/**
 * Where the agent's bundle is downloaded from, and how it is trusted.
 */
export interface BundleStore {
    /**
     * The store's URL; without a scheme it means http.
     */
    url?: string | null;
    /**
     * The bundle's SHA-256, as 64 hexadecimal digits.
     */
    sha256?: string | null;
    /**
     * The certificate (PEM) that the store's own certificate is checked against.
     */
    caCertificate?: string | null;
    /**
     * The user at the store.
     */
    user?: string | null;
    /**
     * The user's password at the store. It is read in and never written out.
     */
    password?: string | null;
}

/**
 * Whether a runner knows the session tokens that a cloud can require for metadata.
 */
export type MetadataTokens = "known" | "unknown";

/**
 * Whether a system speaks TLS 1.2 as it comes.
 */
export type Tls12 = "byDefault" | "notByDefault";

/**
 * Whether something is there.
 */
export type Presence = "present" | "absent";

/**
 * Whether the package repositories of a system still answer.
 */
export type Repositories = "alive" | "dead";

/**
 * Which policy an answer follows from.
 */
export interface PolicyStamp {
    /**
     * The policy's name.
     */
    name: string;
    /**
     * The policy's version.
     */
    version: string;
    /**
     * SHA-256 of the policy's canonical JSON.
     */
    digest: string;
    /**
     * The rules that an organisation has switched off, with its reasons.
     */
    off: RuleOff[];
}

/**
 * Who made an image, seen from the user.
 */
export type ImageSource = "public" | "custom" | "worker";

/**
 * Whom new files are for.
 */
export type Umask = "022" | "077";

/** Any JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };


declare function __wbg_reset_state(): void;

/**
 * A list of `Alternative`: the nearest choices that are not blocked; none when nothing is. `today` is taken where the
 * choices name no day.
 *
 * # Errors
 * Choices whose shape is wrong.
 */
export function alternatives(policy: number, choices: string, today: string): Alternative[];

/**
 * Answers choices with an `Assessment`: verdict, findings, questions, and the text to paste. `today` is taken where the
 * choices name no day.
 *
 * # Errors
 * Choices whose shape is wrong.
 */
export function assess(policy: number, choices: string, today: string): Assessment;

/**
 * What changes in an agent's support table after a day: a list of `CalendarDay`. Asked by an object with `agent`, the
 * default one where it is `null`, and `from`, in whose place `today` is taken.
 *
 * # Errors
 * An agent that there is not, or no day.
 */
export function calendar(policy: number, period: string, today: string): CalendarDay[];

/**
 * Answers choices with a `Report`: without the text to paste. `today` is taken where the choices name no day.
 *
 * # Errors
 * Choices whose shape is wrong.
 */
export function check(policy: number, choices: string, today: string): Report;

/**
 * A list of `Difference`: everything in which the second policy differs from the first. `null` is the built-in one.
 *
 * # Errors
 * A policy that is wrong: a list of `ShapeError`, one a mistake.
 */
export function diffPolicies(one: string, other: string): Difference[];

/**
 * Forgets a policy that nobody asks any more.
 */
export function dropPolicy(policy: number): void;

/**
 * A rule's `Page`.
 *
 * # Errors
 * A rule that there is not, or something that is not text.
 */
export function explain(policy: number, rule: string): Page;

/**
 * Loads an organisation's policy, laid over its base; gives the number to ask it by.
 *
 * # Errors
 * A policy that is wrong: a list of `ShapeError`, one a mistake.
 */
export function loadPolicy(policy: string): number;

/**
 * An agent's support table, a `Matrix`; the default agent's for `null`.
 *
 * # Errors
 * An agent that there is not, or something that is not text.
 */
export function matrix(policy: number, agent: string): Matrix;

/**
 * The `Probe` for the image of a system: of its id, or of choices that name one, and the agent that is looked for, in whose place
 * `null` takes the choices' own.
 *
 * # Errors
 * A system or an agent that there is not, or no system.
 */
export function probe(policy: number, system: string, agent: string): Probe;

/**
 * A list of `Edit`: what a probe saw, from the line that it said.
 *
 * # Errors
 * A text without such a line, or with one that no probe writes.
 */
export function readProbe(policy: number, line: string): Edit[];

/**
 * Has the module instantiated again before the next call: after a trap its memory cannot be relied on.
 */
export function renew(): void;

/**
 * Reads the built-in policy, so that a broken package says so at the start.
 *
 * # Errors
 * A policy that cannot be read.
 */
export function start(): void;

/**
 * Verifies that a key has signed a policy's bytes, by the text of its `.minisig` file.
 *
 * # Errors
 * A signature that does not hold.
 */
export function verifyPolicy(bytes: Uint8Array | number[], signature: string, public_key: string): void;
