using System.Reflection.Metadata;
using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>The names by which code comes to the types of deployment libraries, and to parameters that take manifests.</summary>
internal static class LibraryNames
{
    /// <summary>Names of the framework that code deploys with: the address of Docker's daemon is a variable of the environment.</summary>
    private static readonly string[] OfFramework = ["SetEnvironmentVariable", "StringSyntax", "StringSyntaxAttribute"];

    /// <summary>The names; null where the libraries cannot be read, as those that are compiled together with the code.</summary>
    public static NameSet? Of(Compilation compilation)
    {
        var libraries = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string gate in DocumentTypes.Gates)
            foreach (INamedTypeSymbol type in compilation.GetTypesByMetadataName(gate))
                if (ReaderOf(type.ContainingAssembly) is null)
                    return null;
                else
                    libraries.Add(type.ContainingAssembly.Name);
        IAssemblySymbol[] references = [.. compilation.SourceModule.ReferencedAssemblySymbols];
        while (references.Any(r => Refers(r, libraries) && libraries.Add(r.Name)))
        {
            // Those that refer to one that was found now may follow.
        }
        var names = new NameSet();
        foreach (string name in OfFramework)
            names.Add(name);
        foreach (IAssemblySymbol reference in references)
            if (ReaderOf(reference) is { } metadata)
                AddNames(names, LibraryMetadata.Of(metadata, libraries.Contains(reference.Name)), libraries);
        return names;
    }

    private static void AddNames(NameSet names, LibraryMetadata module, HashSet<string> libraries)
    {
        names.UnionWith(module.Types);
        names.UnionWith(module.ManifestTakers);
        module.AddExtensions(names, libraries);
    }

    private static bool Refers(IAssemblySymbol assembly, HashSet<string> libraries) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => libraries.Contains(r.Name)));

    private static MetadataReader? ReaderOf(IAssemblySymbol assembly) =>
        assembly.GetMetadata()?.GetModules() is [var module, ..] ? module.GetMetadataReader() : null;
}
