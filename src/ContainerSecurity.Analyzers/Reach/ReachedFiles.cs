using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>
/// Tells the files of a compilation whose code may have to do with an object of a deployment library from all others, by names alone: code comes to
/// such an object by the name of its type, or by one that another file declares with such a type. Only these files' code is looked at closely, which
/// costs as much again as to compile it.
/// </summary>
/// <remarks>
/// INVARIANT: it errs to one side only. An expression gets its type from what it names: a type, a member with its types and parameters, or what the
/// language calls unnamed on such a one. A file that names nothing of the kind has no such expression.
/// </remarks>
internal sealed class ReachedFiles
{
    private readonly Lazy<HashSet<SyntaxTree>?> reached;

    private ReachedFiles(Func<HashSet<SyntaxTree>?> find) => reached = new Lazy<HashSet<SyntaxTree>?>(find);

    /// <summary>All files of any compilation.</summary>
    public static ReachedFiles All { get; } = new(() => null);

    /// <summary>Those of a compilation, found when they are first asked for.</summary>
    public static ReachedFiles Of(Compilation compilation) => new(() => Find(compilation));

    /// <summary>Whether a file's code may have to do with a library.</summary>
    public bool Contain(SyntaxTree tree) => reached.Value is not { } files || files.Contains(tree);

    /// <summary>The files; null for all.</summary>
    private static HashSet<SyntaxTree>? Find(Compilation compilation)
    {
        if (TreesOf(compilation) is not { } trees || NamesOf(compilation) is not { } names)
            return null;
        var found = new HashSet<SyntaxTree>();
        // What files declare with such names leads to further files.
        for (NameSet fresh = names; fresh.Count > 0;)
        {
            var declared = new NameSet();
            foreach (SyntaxTree tree in trees)
                if (FileNames.Of(tree).MayHoldOneOf(fresh))
                {
                    found.Add(tree);
                    if (!TryDeclare(tree, names, declared))
                        return null;
                }
            names.UnionWith(declared);
            fresh = declared;
        }
        return found;
    }

    /// <summary>Collects the new names by which others come to what a file declares. Returns false where they need none.</summary>
    private static bool TryDeclare(SyntaxTree tree, NameSet names, NameSet declared)
    {
        foreach (Declaration declaration in DeclaredNames.Of(tree))
            if (declaration.Head.Any(names.Contains))
            {
                if (declaration.IsEverywhere)
                    return false;
                foreach (int name in declaration.Names)
                    if (!names.Contains(name))
                        declared.Add(name);
            }
        return true;
    }

    /// <summary>The trees of the compilation and of those that it refers to as such; null where one is of another language.</summary>
    private static List<SyntaxTree>? TreesOf(Compilation compilation)
    {
        var trees = new List<SyntaxTree>(compilation.SyntaxTrees);
        foreach (CompilationReference reference in compilation.References.OfType<CompilationReference>())
            if (reference.Compilation.Language == compilation.Language)
                trees.AddRange(reference.Compilation.SyntaxTrees);
            else
                return null;
        return trees;
    }

    private static NameSet? NamesOf(Compilation compilation)
    {
        try
        {
            return LibraryNames.Of(compilation);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
