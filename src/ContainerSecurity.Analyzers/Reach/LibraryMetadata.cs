using System.Collections.Concurrent;
using System.Reflection.Metadata;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>What a library's metadata says of the names by which code comes to its types. Read once for each build of a library.</summary>
internal sealed class LibraryMetadata
{
    private const int MostModules = 1024;
    private static readonly ConcurrentDictionary<(Guid Module, bool IsLibrary), LibraryMetadata> ByModule = new();

    private readonly MetadataReader metadata;
    private readonly Dictionary<EntityHandle, string> attributes = [];
    private readonly List<(string Method, string[] Receiver, string[] Others)> extensions = [];

    private LibraryMetadata(MetadataReader metadata, bool isLibrary)
    {
        this.metadata = metadata;
        if (isLibrary)
            foreach (TypeDefinitionHandle type in metadata.TypeDefinitions)
                Types.Add(NameOf(type));
        else if (!SpeaksOfSyntax())
            return;
        var provider = new SignatureAssemblies(metadata);
        foreach (CustomAttributeHandle handle in metadata.CustomAttributes)
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            switch (NameOf(attribute))
            {
                case "ExtensionAttribute" when isLibrary && attribute.Parent.Kind == HandleKind.MethodDefinition:
                    AddExtension(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Parent), provider);
                    break;
                case "StringSyntaxAttribute" when attribute.Parent.Kind == HandleKind.Parameter && IsYaml(attribute):
                    AddTaker((ParameterHandle)attribute.Parent);
                    break;
            }
        }
    }

    /// <summary>The names of all types of a library.</summary>
    public NameSet Types { get; } = new();

    /// <summary>The names of members with a parameter that says that it takes YAML, and of their types.</summary>
    public NameSet ManifestTakers { get; } = new();

    /// <summary>What is known of a module; what was read is kept, up to a bound.</summary>
    /// <param name="metadata">The module's metadata.</param>
    /// <param name="isLibrary">Whether the module is one of a deployment library; of others the takers of manifests alone count.</param>
    public static LibraryMetadata Of(MetadataReader metadata, bool isLibrary)
    {
        (Guid, bool) module = (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), isLibrary);
        if (ByModule.TryGetValue(module, out LibraryMetadata? known))
            return known;
        if (ByModule.Count >= MostModules)
            ByModule.Clear();
        return ByModule[module] = new LibraryMetadata(metadata, isLibrary);
    }

    /// <summary>Adds the names of extensions by which code comes from another's type to one of a library's.</summary>
    /// <param name="names">Takes the names.</param>
    /// <param name="libraries">The names of the libraries' assemblies.</param>
    public void AddExtensions(NameSet names, ICollection<string> libraries)
    {
        bool IsOfLibrary(string assembly) => assembly == SignatureAssemblies.Own || libraries.Contains(assembly);
        foreach ((string method, string[] receiver, string[] others) in extensions)
            if (!receiver.Any(IsOfLibrary) && others.Any(IsOfLibrary))
                names.Add(method);
    }

    private bool SpeaksOfSyntax() =>
        metadata.TypeReferences.Any(t => metadata.StringComparer.Equals(metadata.GetTypeReference(t).Name, "StringSyntaxAttribute"))
        || metadata.TypeDefinitions.Any(t => metadata.StringComparer.Equals(metadata.GetTypeDefinition(t).Name, "StringSyntaxAttribute"));

    private void AddExtension(MethodDefinition method, SignatureAssemblies provider)
    {
        MethodSignature<string> signature = method.DecodeSignature(provider, method);
        if (signature.ParameterTypes.Length == 0 || signature.ParameterTypes[0].Split(' ') is not { } receiver || receiver.Contains(SignatureAssemblies.Own))
            return;
        string others = signature.ReturnType + " " + string.Join(" ", signature.ParameterTypes.Skip(1));
        extensions.Add((metadata.GetString(method.Name), receiver, others.Split(' ')));
    }

    private void AddTaker(ParameterHandle parameter)
    {
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (!method.GetParameters().Contains(parameter))
                continue;
            ManifestTakers.Add(metadata.GetString(method.Name));
            ManifestTakers.Add(NameOf(method.GetDeclaringType()));
        }
    }

    private bool IsYaml(CustomAttribute attribute)
    {
        BlobReader value = metadata.GetBlobReader(attribute.Value);
        return value.Length > 2
            && value.ReadUInt16() == 1
            && string.Equals(value.ReadSerializedString(), "yaml", StringComparison.OrdinalIgnoreCase);
    }

    private string NameOf(CustomAttribute attribute)
    {
        if (!attributes.TryGetValue(attribute.Constructor, out string? name))
            attributes[attribute.Constructor] = name = attribute.Constructor.Kind == HandleKind.MethodDefinition
                ? NameOf(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType())
                : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                    ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)
                    : "";
        return name;
    }

    /// <summary>The name without the number of type parameters.</summary>
    private string NameOf(TypeDefinitionHandle type)
    {
        string name = metadata.GetString(metadata.GetTypeDefinition(type).Name);
        int arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }
}
