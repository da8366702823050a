using ContainerSecurity.Cel.Extensions;
using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Cel;

/// <summary>The libraries that come along.</summary>
public static class CelLibraries
{
    /// <summary>Positions in strings, split, join, replace, format and more.</summary>
    public static CelLibrary Strings { get; } = StringFunctions.Create();
    internal static CelLibrary KubernetesStrings { get; } = StringFunctions.CreateForKubernetes();
    internal static CelLibrary FirstStrings { get; } = StringFunctions.CreateFirst();
    internal static CelLibrary KubernetesConversions { get; } = Kubernetes.KubernetesConversions.Create();
    internal static CelLibrary AuthorizerSelectors { get; } = Kubernetes.Authorizer.CreateSelectors();
    internal static CelLibrary KubernetesIp { get; } = NetworkFunctions.CreateIp(readsMapped: false);
    internal static CelLibrary KubernetesCidr { get; } = NetworkFunctions.CreateCidr(readsMapped: false);
    internal static CelLibrary Includes { get; } = Kubernetes.KubernetesLists.CreateIncludes();
    /// <summary>math.greatest, math.least, rounding and bits.</summary>
    public static CelLibrary Math { get; } = MathFunctions.Create();
    /// <summary>slice, flatten, sort, sortBy, distinct, reverse and lists.range.</summary>
    public static CelLibrary Lists { get; } = ListFunctions.Create();
    /// <summary>sets.contains, sets.equivalent and sets.intersects.</summary>
    public static CelLibrary Sets { get; } = SmallLibraries.Sets();
    /// <summary>base64.encode and base64.decode.</summary>
    public static CelLibrary Encoders { get; } = SmallLibraries.Encoders();
    /// <summary>cel.bind.</summary>
    public static CelLibrary Bindings { get; } = Extensions.Bindings.Create();
    /// <summary>cel.block, which optimisers and the conformance suite write.</summary>
    public static CelLibrary Blocks { get; } = Extensions.Bindings.CreateBlocks();
    /// <summary>Values that may be absent: optional.of, a.?b, optMap and more.</summary>
    public static CelLibrary Optionals { get; } = OptionalFunctions.Create();
    /// <summary>Comprehensions over index and item, or key and value.</summary>
    public static CelLibrary TwoVariableComprehensions { get; } = SmallLibraries.TwoVariables();
    /// <summary>regex.replace, regex.extract and regex.extractAll.</summary>
    public static CelLibrary Regex { get; } = RegexFunctions.Create();
    /// <summary>IP addresses, as Kubernetes has them.</summary>
    public static CelLibrary Ip { get; } = NetworkFunctions.CreateIp(readsMapped: true);
    /// <summary>Ranges of IP addresses, as Kubernetes has them.</summary>
    public static CelLibrary Cidr { get; } = NetworkFunctions.CreateCidr(readsMapped: true);
    /// <summary>Amounts of resources, as Kubernetes has them.</summary>
    public static CelLibrary Quantity { get; } = QuantityFunctions.Create();
    /// <summary>Semantic versions, as Kubernetes has them.</summary>
    public static CelLibrary Semver { get; } = SemanticVersion.CreateLibrary();
    /// <summary>URLs, as Kubernetes has them.</summary>
    public static CelLibrary Url { get; } = Kubernetes.Url.CreateLibrary();
    /// <summary>Formats of names and values, as Kubernetes has them.</summary>
    public static CelLibrary Format { get; } = NameFormat.CreateLibrary();
    /// <summary>find and findAll, as Kubernetes has them.</summary>
    public static CelLibrary Find { get; } = RegexFunctions.CreateFind();
    /// <summary>sum, min, max, isSorted, indexOf and lastIndexOf on lists, as Kubernetes has them.</summary>
    public static CelLibrary KubernetesLists { get; } = Kubernetes.KubernetesLists.Create();
    /// <summary>Checks of the authorizer, as Kubernetes has them; see <see cref="CelAuthorizer"/>.</summary>
    public static CelLibrary Authorizer { get; } = Kubernetes.Authorizer.CreateLibrary();
    /// <summary>jsonpatch.escapeKey.</summary>
    public static CelLibrary JsonPatch { get; } = Kubernetes.KubernetesLists.CreateJsonPatch();
}
