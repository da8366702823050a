using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Roots;

/// <summary>Tells the types that stand for parts of documents from all others, by namespace and name: the packages' versions and forks do not matter.</summary>
internal static class DocumentTypes
{
    public const string KubernetesNamespace = "k8s.Models";
    public const string PulumiNamespace = "Pulumi.Kubernetes.Types.Inputs";
    public const string PulumiDockerNamespace = "Pulumi.Docker";
    public const string DockerNamespace = "Docker.DotNet.Models";

    /// <summary>Types of which a compilation must know one, else nothing is looked at.</summary>
    public static readonly string[] Gates =
    [
        "k8s.KubernetesYaml",
        "k8s.Models.V1Pod",
        "k8s.Models.V1PodSpec",
        "k8s.Models.V1SecurityContext",
        "k8s.Models.V1Container",
        "Docker.DotNet.Models.HostConfig",
        "DotNet.Testcontainers.Builders.ContainerBuilder`3",
        "Aspire.Hosting.ContainerResourceBuilderExtensions",
        "Aspire.Hosting.ApplicationModel.ContainerImageAnnotation",
        "Pulumi.Kubernetes.Types.Inputs.Core.V1.SecurityContextArgs",
        "Pulumi.Docker.ContainerArgs"
    ];

    public static bool IsKubernetes(ITypeSymbol? type) => ModelOf(type) is { } model && NamespaceOf(model) is not (DockerNamespace or PulumiDockerNamespace);

    /// <summary>Whether a model is one of Pulumi's Docker provider.</summary>
    public static bool IsPulumiDocker(INamedTypeSymbol model) => NamespaceOf(model) == PulumiDockerNamespace;

    /// <summary>The name of a Kubernetes model as the Kubernetes client has it: Pulumi's <c>SecurityContextArgs</c> is its <c>V1SecurityContext</c>.</summary>
    public static string NameOf(INamedTypeSymbol model) => IsPulumi(model) ? "V1" + model.Name.Substring(0, model.Name.Length - "Args".Length) : model.Name;

    /// <summary>The model that a type is or derives from; null for a foreign type.</summary>
    public static INamedTypeSymbol? ModelOf(ITypeSymbol? type)
    {
        for (var named = type as INamedTypeSymbol; named is not null; named = named.BaseType)
            if (named.TypeKind is TypeKind.Class or TypeKind.Struct
                && NamespaceOf(named) is KubernetesNamespace or DockerNamespace or PulumiNamespace or PulumiDockerNamespace)
                return named;
        return null;
    }

    /// <summary>Whether a value of the type is written as one text or number: <c>ResourceQuantity</c>, <c>IntOrString</c>.</summary>
    public static bool IsScalarWrapper(ITypeSymbol? type) => type?.Name is "ResourceQuantity" or "IntOrString" or "IntstrIntOrString" && IsKubernetes(type);

    public static bool IsDictionary(ITypeSymbol? type) => Implements(type, t => t.Arity == 2 && t.Name is "IDictionary" or "IReadOnlyDictionary");

    public static bool IsList(ITypeSymbol? type) =>
        type is IArrayTypeSymbol
        || (type?.SpecialType != SpecialType.System_String
            && Implements(type, t => t.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));

    private static bool Implements(ITypeSymbol? type, Func<INamedTypeSymbol, bool> isWanted) =>
        type is INamedTypeSymbol named && (isWanted(named.OriginalDefinition) || named.AllInterfaces.Any(i => isWanted(i.OriginalDefinition)));

    private static string NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false, Name: "Models" } space ? space.ToDisplayString()
        : IsPulumi(type) ? PulumiNamespace
        : type.Name.EndsWith("Args", StringComparison.Ordinal)
            && type.ContainingNamespace?.ToDisplayString() is PulumiDockerNamespace or PulumiDockerNamespace + ".Inputs" ? PulumiDockerNamespace
        : "";

    private static bool IsPulumi(INamedTypeSymbol type) =>
        type.Name.EndsWith("Args", StringComparison.Ordinal)
        && type.ContainingNamespace?.ToDisplayString().StartsWith(PulumiNamespace + ".", StringComparison.Ordinal) == true;
}
