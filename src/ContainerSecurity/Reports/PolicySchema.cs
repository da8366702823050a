using System.Globalization;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Writes the JSON schema (draft 7) of policy files, by which editors complete and check them.</summary>
public sealed class PolicySchema
{
    private const string Definitions = "#/definitions/";
    private static readonly string[] TextTypes = ["string", "number", "boolean"];
    private readonly JsonTextWriter json;
    private readonly RuleDescriptor[] rules;

    private PolicySchema(TextWriter output, IEnumerable<Rule> customRules)
    {
        json = new JsonTextWriter(output);
        rules = [.. RuleCatalog.All.Concat(customRules).Select(r => r.Descriptor)];
    }

    /// <summary>Writes the schema.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="customRules">Rules of the user's own that policy files may name, with their parameters; null for none.</param>
    public static void Write(TextWriter output, IEnumerable<Rule>? customRules = null)
    {
        new PolicySchema(output ?? throw new ArgumentNullException(nameof(output)), customRules ?? []).Write();
        output.Write('\n');
    }

    private void Write()
    {
        json.Open('{').Value("$schema", "http://json-schema.org/draft-07/schema#").Value("title", "ContainerSecurity policy").Value("type", "object");
        json.Line().Values("required", ["kind"]).Value("additionalProperties", false);
        json.Line().Open('{', "properties");
        Text("apiVersion", "The version of this format: containersecurity.io/v1.");
        Words("kind", "What the file is.", ["Policy"]);
        Property("metadata", "The policy's name.", () => Object(() => Text("name", "The policy's name."), isOpen: true));
        Property("extends", "The file, or files, that this policy is put over; paths are relative to this file.", () => TextOrList(null));
        Words("profile", "The choice of rules to start from.", PolicyWords.Profiles.Keys);
        Property(
            "kubernetesVersion",
            "The version whose Pod Security Standards apply, such as v1.35, or latest.",
            () => json.Values("type", ["string", "number"])
                .Value("pattern", "^([vV]*1\\.[0-9]+(\\.[^.]*)?|[lL][aA][tT][eE][sS][tT])$"));
        Words("set", "Whether the files judged together are all there are.", PolicyWords.Sets.Keys);
        Words("enforcement", "What findings do unless their rule says otherwise.", PolicyWords.Enforcements.Keys);
        Property("parameters", "Parameters for all rules that read them.", () => WriteParameters(rules.SelectMany(r => r.Parameters)));
        Property("rules", "What is said of a rule, by its ID or slug: true, false, a severity, an enforcement, or an object with more.", WriteRules);
        Reference("select", "The resources that the policy judges.", "selector");
        Reference("exclude", "Resources that the policy leaves alone.", "selector");
        Property("pods", "Where kinds of your own carry pods: by kind and group, such as WebApp.example.com, the paths to their pod templates.", WritePods);
        Property("secrets", "Secrets of a format of your own, and what is known to be none.", WriteSecrets);
        Property("approvals", "Which images must be approved, by whom, and where approvals are kept.", WriteApprovals);
        Property(
            "trust",
            "By whom images must be signed; an image must satisfy all that name it.",
            () => json.Value("type", "array").Open('{', "items").Value("$ref", Definitions + "trust").Close('}'));
        Property(
            "waivers",
            "Findings that are accepted, each with a reason.",
            () => json.Value("type", "array").Open('{', "items").Value("$ref", Definitions + "waiver").Close('}'));
        json.Close('}');
        json.Line().Open('{', "definitions");
        WriteDefinitions();
        json.Close('}').Close('}');
    }

    private void WriteRules()
    {
        json.Value("type", "object").Open('{', "properties");
        foreach (RuleDescriptor rule in rules)
            foreach (string name in new[] { rule.Id, rule.Slug })
                Reference(name, $"{rule.Title}.", rule.Parameters.Count == 0 ? "rule" : rule.Id);
        // Rules of packages and policies of the cluster are named here too.
        json.Close('}').Open('{', "additionalProperties").Value("$ref", Definitions + "otherRule").Close('}');
    }

    private void WritePods()
    {
        json.Value("type", "object").Open('{', "additionalProperties");
        TextOrList(null);
        json.Close('}');
    }

    private void WriteDefinitions()
    {
        Definition("rule", () => Setting([]));
        Definition("otherRule", () => Setting(null));
        foreach (RuleDescriptor rule in rules.Where(r => r.Parameters.Count > 0))
            Definition(rule.Id, () => Setting(rule.Parameters));
        Definition("selector", () => Object(() =>
        {
            Texts("kinds", "Kinds, as patterns.");
            Texts("namespaces", "Namespaces, as patterns.");
            Texts("names", "Names, as patterns.");
            Property(
                "labels",
                "Labels that resources need, as patterns of values by name.",
                () => json.Value("type", "object").Open('{', "additionalProperties").Values("type", TextTypes).Close('}'));
            Texts("containers", "Names of containers, as patterns.");
            Texts("images", "Images that containers run, as patterns of registries, paths and globs, such as ghcr.io/acme.");
            Texts("paths", "Paths of files, as patterns.");
        }));
        Definition("trust", WriteTrust);
        Definition("waiver", () =>
        {
            json.Values("required", ["reason"]);
            Object(() =>
            {
                Text("rule", "The rule by ID or slug, or * for all.");
                Texts("rules", "Rules by ID or slug.");
                Text("vulnerability", "The identifier of a known flaw, such as CVE-2024-1234; each of its names means it.");
                Texts("vulnerabilities", "Identifiers of known flaws.");
                Texts("packages", "The packages whose flaws are accepted, as patterns of names or of package URLs.");
                Reference("match", "The findings that are accepted.", "selector");
                Text("reason", "Why they are accepted.");
                Text("owner", "Who answers for it.");
                Property(
                    "expires",
                    "The last day of the waiver, such as 2030-12-31.",
                    () => json.Value("type", "string").Value("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
                Words("claim", "What is said to others of the flaws: that they are accepted, or that the product is not affected.", PolicyWords.Claims.Keys);
            });
        });
    }

    private void WriteApprovals()
    {
        json.Values("required", ["stores", "environment", "approvers"]);
        Object(() =>
        {
            Property("stores", "Where approvals are kept, all of which must agree: a folder, sqlite:FILE, or registry for beside the image.",
                () => TextOrList(null));
            Text("environment", "The environment that the policy is for, such as production.");
            Property("approvers", "Who may approve.", () =>
            {
                json.Value("type", "array").Open('{', "items").Values("required", ["name", "keys"]);
                Object(() =>
                {
                    Text("name", "The person's name.");
                    Property("keys", "The person's public keys, as PEM or as files relative to this one.", () => TextOrList(null));
                    Property("retired", "Whether the person approves no more.", () => json.Value("type", "boolean"));
                });
                json.Close('}');
            });
            Property("threshold", "How many different people must have approved an image.", () => json.Values("type", ["integer", "string"]));
            Property("images", "The images that need an approval, as patterns; all where none are named.", () => TextOrList(null));
            Text("maxAge", "How old an approval may be, such as 90d.");
            Text("breakGlass", "How long the approval of one person counts that breaks the glass, such as 4h; without it none does.");
            Property("requires", "Other environments for which an image must be approved before.", () => TextOrList(null));
            Property("cleanVerdict", "Whether only approvals count that were given on a clean verdict.", () => json.Value("type", "boolean"));
            Text("verdictPolicy", "The digest of the policy by which that verdict was made.");
            Text("checkpoint", "The ends of the store as they were seen before, NUMBER:HASH with commas between.");
        });
    }

    private void WriteSecrets() => Object(() =>
    {
        Property("patterns", "Formats of secrets of your own.", () =>
        {
            json.Value("type", "array").Open('{', "items").Values("required", ["id", "expression", "samples"]);
            Object(() =>
            {
                Text("id", "The name in kebab-case.");
                Text("service", "The service that issues such secrets.");
                Words("kind", "What sort of secret it is.", SecretSettingsReader.Kinds.Keys);
                Text("expression", "The format as a regular expression.");
                Texts("names", "Words of which one must be in the text.");
                Texts("samples", "Texts in which it must find a secret.");
                Texts("counterexamples", "Texts in which it must find none.");
            });
            json.Close('}');
        });
        Property("allow", "What is known to be no secret.", () => Object(() =>
        {
            Texts("values", "Values that are no secrets.");
            Texts("paths", "Files whose secrets are known, as patterns.");
            Texts("fingerprints", "Fingerprints of known secrets.");
        }));
    });

    private void WriteTrust()
    {
        json.Values("required", ["images"]);
        Object(() =>
        {
            Texts("images", "Which images: patterns such as registry.example.com/shop/*.");
            Property("keys", "Public keys that are trusted.", () =>
            {
                json.Value("type", "array").Open('{', "items").Open('[', "anyOf").Open('{').Value("type", "string").Close('}').Open('{');
                Object(() =>
                {
                    Text("file", "A file of a public key in PEM; the path is relative to this file.");
                    Text("pem", "A public key in PEM.");
                });
                json.Close('}').Close(']').Close('}');
            });
            Objects("identities", "Identities of certificates that are trusted, each with its issuer.", () =>
            {
                Text("subject", "The address or URI of the certificate.");
                Text("subjectPattern", "A regular expression over the whole of it.");
                Text("issuer", "The address of the OpenID Connect issuer.");
                Text("issuerPattern", "A regular expression over the whole of it.");
            });
            Text("trustedRoot", "The file of the authorities and logs of Sigstore; the path is relative to this file.");
            Text("notary", "The folder of a trust policy and trust stores of the Notary Project; the path is relative to this file.");
            Property("threshold", "How many of those who are trusted must have signed.", () => json.Value("type", "integer").Number("minimum", "1"));
            Objects("attestations", "What must be attested.", () =>
            {
                Text("type", "The type of the predicate, such as https://slsa.dev/provenance/v1.");
                Text("expression", "An expression of CEL over predicate, predicateType and now.");
                Text("maxAge", "How old it may be, such as 30d.");
            }, "type");
            Words("onUnreachable", "What it means that the registry cannot be asked.", TrustReader.Unreachable.Keys);
        });
    }

    private void Objects(string name, string description, Action properties, params string[] required) => Property(name, description, () =>
    {
        json.Value("type", "array").Open('{', "items");
        if (required.Length > 0)
            json.Values("required", required);
        Object(properties);
        json.Close('}');
    });

    /// <summary>What may stand behind a rule.</summary>
    private void Setting(IReadOnlyList<RuleParameter>? parameters)
    {
        json.Open('[', "anyOf").Open('{').Value("type", "boolean").Close('}');
        json.Open('{').Values("enum", PolicyWords.Severities.Keys.Concat(PolicyWords.Enforcements.Keys)).Close('}').Open('{');
        Object(() =>
        {
            Property("enabled", "Whether the rule runs.", () => json.Value("type", "boolean"));
            Words("severity", "Another severity than the rule's.", PolicyWords.Severities.Keys);
            Words("enforcement", "Another enforcement than the policy's.", PolicyWords.Enforcements.Keys);
            Property(
                "harden",
                "What may be changed so that the rule finds nothing: true for what is missing or bad, missing for what is missing alone.",
                () => json.Open('[', "anyOf").Open('{').Value("type", "boolean").Close('}').Open('{').Values("enum", ["missing"]).Close('}').Close(']'));
            Property("parameters", "The rule's parameters.", () =>
            {
                if (parameters is null)
                    json.Value("type", "object");
                else
                    WriteParameters(parameters);
            });
            Reference("select", "The resources that the rule judges.", "selector");
            Reference("exclude", "Resources that the rule leaves alone.", "selector");
        });
        json.Close('}').Close(']');
    }

    private void WriteParameters(IEnumerable<RuleParameter> parameters) => Object(() =>
    {
        foreach (IGrouping<string, RuleParameter> named in parameters.GroupBy(p => p.Name))
            Property(named.Key, Description(named.First()), () => WriteValue(named.First()));
    });

    private static string Description(RuleParameter parameter) =>
        $"{parameter.Description} It takes {parameter.Allowed}{(parameter.DefaultText is { } text ? $"; the default is {text}" : "")}.";

    private void WriteValue(RuleParameter parameter)
    {
        if (parameter.IsList)
            TextOrList(parameter.Kind);
        else
            WriteShape(parameter.Kind);
    }

    private void WriteShape(ParameterKind kind)
    {
        if (kind.Words.Count > 0)
            json.Values("enum", kind.Words);
        else
            json.Values("type", kind.JsonTypes);
        if (kind.Pattern is { } pattern)
            json.Value("pattern", pattern);
        if (kind.Minimum is { } minimum)
            json.Number("minimum", minimum.ToString(CultureInfo.InvariantCulture));
        if (kind.Maximum is { } maximum)
            json.Number("maximum", maximum.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A list of texts, for which one text may stand.</summary>
    private void TextOrList(ParameterKind? kind)
    {
        json.Open('[', "anyOf").Open('{');
        Item();
        json.Close('}').Open('{').Value("type", "array").Value("minItems", 1).Open('{', "items");
        Item();
        json.Close('}').Close('}').Close(']');

        void Item()
        {
            if (kind is not null)
                WriteShape(kind);
            else
                json.Value("type", "string");
            json.Value("minLength", 1);
        }
    }

    private void Object(Action properties, bool isOpen = false)
    {
        json.Value("type", "object").Value("additionalProperties", isOpen).Open('{', "properties");
        properties();
        json.Close('}');
    }

    private void Property(string name, string description, Action shape)
    {
        json.Line().Open('{', name).Value("description", description);
        shape();
        json.Close('}');
    }

    private void Definition(string name, Action shape)
    {
        json.Line().Open('{', name);
        shape();
        json.Close('}');
    }

    private void Text(string name, string description) => Property(name, description, () => json.Values("type", TextTypes));

    private void Texts(string name, string description) =>
        Property(name, description, () => json.Value("type", "array").Open('{', "items").Values("type", TextTypes).Close('}'));

    private void Words(string name, string description, IEnumerable<string> words) => Property(name, description, () => json.Values("enum", words));

    /// <summary>Beside a reference nothing else counts, so it stands in a list of one.</summary>
    private void Reference(string name, string description, string definition) =>
        Property(name, description, () => json.Open('[', "allOf").Open('{').Value("$ref", Definitions + definition).Close('}').Close(']'));
}
