using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>The functions and variables that Kyverno adds to those of Kubernetes.</summary>
internal static class KyvernoLibraries
{
    private static readonly Dictionary<string, CelType> ContextTypes = new(StringComparer.Ordinal)
    {
        ["resource"] = CelType.Opaque("KyvernoResource"),
        ["http"] = CelType.Opaque("KyvernoHttp"),
        ["globalContext"] = CelType.Opaque("KyvernoGlobalContext"),
        ["image"] = CelType.Opaque("KyvernoImageData"),
    };

    /// <summary>The environment of Kyverno's policies.</summary>
    public static CelEnvironment Environment { get; } = KubernetesEnvironment.CreateForAdmission().Extend(e =>
    {
        e.AddLibraries(
            CelLibraries.Strings, CelLibraries.Math, CelLibraries.Encoders, CelLibraries.Bindings, CelLibraries.Lists,
            CelLibraries.Regex, CelLibraries.JsonPatch);
        // Kyverno lets values of any type into lists and maps.
        e.StrictLiterals = false;
        e.HomogeneousLiterals = true;
        // Kyverno hands over namespaces as they are.
        e.AddVariable("namespaceObject", CelType.Dyn);
        e.AddVariable("images", CelType.Dyn);
        e.AddVariable("exceptions", CelType.Dyn);
        AddContext(e);
        AddImages(e);
        AddText(e);
        UnansweredFunctions.AddTo(e);
    });

    /// <summary>What Kyverno's policies may name.</summary>
    public static PolicyScope Scope { get; } = new(Environment) { HasVariablesInConditions = true };

    /// <summary>The value of a variable that asks the outside; unknown where nobody answers.</summary>
    public static CelValue ContextValue(string variable, IKyvernoContext? context) =>
        context is null ? CelValue.Unknown(variable) : CelValue.From(new KyvernoContextValue(ContextTypes[variable], context));

    private static void AddContext(CelEnvironmentBuilder e)
    {
        // Who answers for the cluster and fails is a fault, and nothing that a policy could let pass as a failure of its own.
        e.PassesExceptions = true;
        foreach (KeyValuePair<string, CelType> variable in ContextTypes)
            e.AddVariable(variable.Key, variable.Value).AddType(variable.Value);
        e.AddMethod("KyvernoResource.Get(string, string, string, string) -> dyn", a => Ask(a).GetResource(Text(a[1]), Text(a[2]), Text(a[3]), Text(a[4])));
        e.AddMethod("KyvernoResource.List(string, string, string) -> dyn", a => Ask(a).ListResources(Text(a[1]), Text(a[2]), Text(a[3]), CelValue.Null));
        e.AddMethod(
            "KyvernoResource.List(string, string, string, map(string, string)) -> dyn",
            a => Ask(a).ListResources(Text(a[1]), Text(a[2]), Text(a[3]), a[4]));
        e.AddMethod("KyvernoHttp.Get(string) -> dyn", a => Ask(a).SendRequest("GET", Text(a[1]), CelValue.Null, CelValue.Null));
        e.AddMethod("KyvernoHttp.Get(string, map(string, string)) -> dyn", a => Ask(a).SendRequest("GET", Text(a[1]), CelValue.Null, a[2]));
        e.AddMethod("KyvernoHttp.Post(string, dyn) -> dyn", a => Ask(a).SendRequest("POST", Text(a[1]), a[2], CelValue.Null));
        e.AddMethod("KyvernoHttp.Post(string, dyn, map(string, string)) -> dyn", a => Ask(a).SendRequest("POST", Text(a[1]), a[2], a[3]));
        e.AddMethod("KyvernoHttp.Client(string) -> KyvernoHttp", a => a[0]);
        e.AddMethod("KyvernoGlobalContext.Get(string, string) -> dyn", a => Ask(a).GetGlobalEntry(Text(a[1]), Text(a[2])));
        e.AddMethod("KyvernoImageData.GetMetadata(string) -> dyn", a => Ask(a).GetImageMetadata(Text(a[1])));
    }

    private static void AddImages(CelEnvironmentBuilder e)
    {
        e.AddType(KyvernoImage.Type);
        e.AddFunction("image(string) -> KyvernoImage", a => KyvernoImage.Parse(Text(a[0])));
        e.AddFunction("parseImageReference(string) -> KyvernoImage", a => KyvernoImage.Parse(Text(a[0])));
        e.AddFunction("isImage(string) -> bool", a => CelValue.From(!KyvernoImage.Parse(Text(a[0])).IsError));
        e.AddMethod("KyvernoImage.containsDigest() -> bool", a => CelValue.From(Image(a).Digest.Length > 0));
        e.AddMethod("KyvernoImage.registry() -> string", a => CelValue.From(Image(a).Registry));
        e.AddMethod("KyvernoImage.repository() -> string", a => CelValue.From(Image(a).Repository));
        e.AddMethod("KyvernoImage.identifier() -> string", a => CelValue.From(Image(a).Identifier));
        e.AddMethod("KyvernoImage.identifierWithSeparator() -> string", a => CelValue.From(Image(a).IdentifierWithSeparator));
        e.AddMethod("KyvernoImage.tag() -> string", a => CelValue.From(Image(a).Tag));
        e.AddMethod("KyvernoImage.digest() -> string", a => CelValue.From(Image(a).Digest));
    }

    private static void AddText(CelEnvironmentBuilder e)
    {
        foreach (string prefix in new[] { "", "user." })
            e.AddFunction(prefix + "parseServiceAccount(string) -> dyn", a => ServiceAccount(Text(a[0])));
        foreach (string name in new[] { "sha256", "hash.sha256" })
            e.AddFunction(name + "(string) -> string", a => CelValue.From(Sha256(Text(a[0]))));
#pragma warning disable CA5350, CA5351 // Kyverno has these; they compare texts and protect nothing.
        e.AddFunction("sha1(string) -> string", a => CelValue.From(Hash(SHA1.Create(), Text(a[0]))));
        e.AddFunction("md5(string) -> string", a => CelValue.From(Hash(MD5.Create(), Text(a[0]))));
#pragma warning restore CA5350, CA5351
        e.AddFunction(
            "math.round(double, int) -> double",
            a => CelValue.From(Math.Round(
                a[0].AsDouble(), (int)Math.Max(0, Math.Min(15, a[1].AsInt())), MidpointRounding.AwayFromZero)));
        foreach (string name in new[] { "json.unmarshal", "yaml.parse" })
            e.AddFunction(name + "(string) -> dyn", a => Parse(Text(a[0])));
    }

    private static IKyvernoContext Ask(CelValue[] arguments) => arguments[0].As<KyvernoContextValue>()!.Context;

    private static KyvernoImage Image(CelValue[] arguments) => arguments[0].As<KyvernoImage>()!;

    private static string Text(CelValue value) => value.AsString();

    private static CelValue ServiceAccount(string user)
    {
        string[] parts = user.Split(':');
        bool isServiceAccount = parts is ["system", "serviceaccount", _, _];
        return CelFields.Map(("Name", CelValue.From(isServiceAccount ? parts[3] : "")), ("Namespace", CelValue.From(isServiceAccount ? parts[2] : "")));
    }

    private static string Sha256(string text) => Hash(SHA256.Create(), text);

    /// <summary>A hash in hexadecimal digits.</summary>
    private static string Hash(HashAlgorithm algorithm, string text)
    {
        using HashAlgorithm hash = algorithm;
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static CelValue Parse(string text)
    {
        DocumentSet read = new DocumentReader().Read(text, "(value)");
        return read.Errors.Count > 0 ? CelValue.Error(read.Errors[0].Message) : DocumentValue.Of(read.Documents is [var first, ..] ? first : null);
    }
}
