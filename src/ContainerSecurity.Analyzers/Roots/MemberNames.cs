using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Roots;

/// <summary>Under which key a property stands in the document: its JSON or contract attribute says so, else its name.</summary>
internal sealed class MemberNames
{
    private readonly ConcurrentDictionary<ISymbol, string> names = new(SymbolEqualityComparer.Default);

    public string KeyOf(IPropertySymbol property) => names.GetOrAdd(property.OriginalDefinition, p => ReadAttributes(p) ?? Fallback(p));

    /// <summary>The key that a constructor's parameter fills: that of the property of the same name.</summary>
    public string KeyOf(IParameterSymbol parameter)
    {
        for (INamedTypeSymbol? type = parameter.ContainingType; type is not null; type = type.BaseType)
            foreach (ISymbol member in type.GetMembers())
                if (member is IPropertySymbol property && string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                    return KeyOf(property);
        return parameter.Name;
    }

    private static string? ReadAttributes(ISymbol property)
    {
        foreach (AttributeData attribute in property.GetAttributes())
        {
            object? name = attribute.AttributeClass?.Name switch
            {
                "JsonPropertyNameAttribute" or "InputAttribute" => attribute.ConstructorArguments is [{ Value: { } given }, ..] ? given : null,
                "JsonPropertyAttribute" => attribute.ConstructorArguments is [{ Value: { } given }] ? given : Named(attribute, "PropertyName"),
                "DataMemberAttribute" => Named(attribute, "Name"),
                "YamlMemberAttribute" => Named(attribute, "Alias"),
                _ => null,
            };
            if (name is string { Length: > 0 } key)
                return key;
        }
        return null;
    }

    private static object? Named(AttributeData attribute, string argument)
    {
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
            if (named.Key == argument)
                return named.Value.Value;
        return null;
    }

    /// <summary>Kubernetes' keys are camelCase, Docker's are the names of its Go fields.</summary>
    private static string Fallback(ISymbol property) =>
        DocumentTypes.IsKubernetes(property.ContainingType) ? char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1) : property.Name;
}
