using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>Which assemblies the types of a signature are of: their names with blanks between them, a dot for the assembly itself.</summary>
internal sealed class SignatureAssemblies(MetadataReader metadata) : ISignatureTypeProvider<string, MethodDefinition?>
{
    public const string Own = ".";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Own;

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)scope, rawTypeKind),
            _ => Own,
        };
    }

    public string GetTypeFromSpecification(MetadataReader reader, MethodDefinition? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    /// <summary>A parameter of a method's own is what its constraints are of; what these name again is not looked at twice.</summary>
    public string GetGenericMethodParameter(MethodDefinition? context, int index)
    {
        if (context is not { } method || index >= method.GetGenericParameters().Count)
            return "";
        GenericParameter parameter = metadata.GetGenericParameter(method.GetGenericParameters()[index]);
        return string.Join(" ", parameter.GetConstraints().Select(c => AssembliesOf(metadata.GetGenericParameterConstraint(c).Type)));
    }

    public string GetGenericTypeParameter(MethodDefinition? context, int index) => "";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType + " " + string.Join(" ", typeArguments);

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetSZArrayType(string elementType) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

    public string GetFunctionPointerType(MethodSignature<string> signature) => signature.ReturnType + " " + string.Join(" ", signature.ParameterTypes);

    private string AssembliesOf(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeDefinition => Own,
        HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)type, 0),
        HandleKind.TypeSpecification => GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)type, 0),
        _ => "",
    };
}
