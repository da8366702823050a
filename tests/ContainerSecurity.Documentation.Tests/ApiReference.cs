using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSecurity.Documentation.Tests;

/// <summary>Writes what the packages offer, from their assemblies and docstrings: a page a namespace, and an index.</summary>
internal sealed partial class ApiReference
{
    private static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly Dictionary<string, XElement> said = [];
    private readonly SortedDictionary<string, List<INamedTypeSymbol>> namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> packages = [];

    /// <summary>Reads assemblies with the documentation beside them.</summary>
    public ApiReference(IEnumerable<string> assemblies, IEnumerable<MetadataReference> references)
    {
        MetadataReference[] own = [.. assemblies.Select(a => MetadataReference.CreateFromFile(a))];
        var compilation = CSharpCompilation.Create("Reference", references: [.. references, .. own]);
        foreach (MetadataReference reference in own)
            Add((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!, reference.Display!);
    }

    /// <summary>The pages by file name, each ending with a line break.</summary>
    public IEnumerable<(string Name, string Text)> Pages()
    {
        var index = new StringBuilder("# API reference\n\nThese pages are written from the docstrings of the code.\n\n| namespace | package | types |\n|---|---|---|\n");
        foreach ((string name, List<INamedTypeSymbol> types) in namespaces)
        {
            index.Append($"| [{name}]({name}.md) | {packages[name]} | {types.Count} |\n");
            yield return ($"{name}.md", Page(name, types));
        }
        yield return ("README.md", index.ToString());
    }

    private void Add(IAssemblySymbol assembly, string file)
    {
        foreach (XElement member in XDocument.Load(Path.ChangeExtension(file, ".xml")).Descendants("member"))
            said[member.Attribute("name")!.Value] = member;
        foreach (INamedTypeSymbol type in TypesOf(assembly.GlobalNamespace).Where(IsPublic).OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal))
        {
            string name = type.ContainingNamespace.ToDisplayString();
            packages[name] = packages.TryGetValue(name, out string? others) && others != assembly.Name && !others.Split(", ").Contains(assembly.Name)
                ? $"{others}, {assembly.Name}" : others ?? assembly.Name;
            (namespaces.TryGetValue(name, out List<INamedTypeSymbol>? types) ? types : namespaces[name] = []).Add(type);
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(m => m is INamedTypeSymbol type ? TypesOf(type).Prepend(type) : TypesOf(m));

    private static bool IsPublic(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is not { } outer || IsPublic(outer));

    private string Page(string name, List<INamedTypeSymbol> types)
    {
        var page = new StringBuilder($"# {name}\n\nPackage {packages[name]}.\n");
        foreach (INamedTypeSymbol type in types.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Arity))
        {
            page.Append($"\n## {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}\n\n{Of(type, "summary")}\n");
            if (Of(type, "remarks") is { Length: > 0 } remarks)
                page.Append($"\n{remarks}\n");
            string[] members = [.. type.GetMembers().Where(IsOffered).Select(Line).Where(l => l.Length > 0)];
            if (members.Length > 0)
                page.Append('\n').AppendJoin('\n', members).Append('\n');
        }
        return page.ToString();
    }

    /// <summary>Whether a member is one that people use and that says something: what every record or every object has is left out.</summary>
    private bool IsOffered(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected && member is not INamedTypeSymbol && Of(member, "summary").Length > 0;

    private string Line(ISymbol member)
    {
        string line = $"- `{member.ToDisplayString(Signature)}` — {Of(member, "summary")}";
        if (Of(member, "returns") is { Length: > 0 } returns)
            line += $" Returns: {returns}";
        string[] thrown =
        [
            .. Element(member)?.Elements("exception").Select(e => $"{NameOf(e.Attribute("cref")!.Value)}: {Text(e)}") ?? [],
        ];
        return thrown.Length == 0 ? line : $"{line} Throws {string.Join(" ", thrown)}";
    }

    private XElement? Element(ISymbol symbol) => said.GetValueOrDefault(symbol.GetDocumentationCommentId() ?? "");

    private string Of(ISymbol symbol, string part) => Element(symbol)?.Element(part) is { } element ? Text(element) : "";

    private static string Text(XElement element) => Blanks().Replace(string.Concat(element.Nodes().Select(Inline)), " ").Trim();

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{NameOf(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Value)}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => $"`{parameter.Attribute("name")?.Value}`",
        XElement other => Text(other),
        _ => "",
    };

    /// <summary>The last word of a documentation ID, with the type that a member belongs to.</summary>
    private static string NameOf(string id)
    {
        string plain = id.Split('(')[0];
        string[] parts = plain[(plain.IndexOf(':') + 1)..].Split('.');
        return Arity().Replace(string.Join('.', parts[^(id.StartsWith("T:", StringComparison.Ordinal) || parts.Length == 1 ? 1 : 2)..]), "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity();
}
