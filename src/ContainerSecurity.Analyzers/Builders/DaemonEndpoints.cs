using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>Addresses of Docker daemons that code connects to, as the environment variable that says the same to Docker's own client.</summary>
internal sealed class DaemonEndpoints(Projector projector, SourceMap sources)
{
    private const string Variable = PartialTexts.DaemonAddress;

    /// <summary>Whether the operation names a daemon.</summary>
    public static bool IsEndpoint(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { Name: "DockerClientConfiguration" } type } creation => creation.Arguments.Length > 0 && IsIn(type, "Docker.DotNet"),
        IInvocationOperation { TargetMethod: { Name: "WithEndpoint", ContainingType: { } type } } => IsIn(type, "Docker.DotNet"),
        IInvocationOperation { TargetMethod: { Name: "WithDockerEndpoint", ContainingType: { } type } } => IsIn(type, "DotNet.Testcontainers.Builders"),
        IInvocationOperation { TargetMethod: { Name: "SetEnvironmentVariable", ContainingType: { Name: "Environment" } type } } => IsIn(type, "System"),
        _ => false,
    };

    /// <summary>The fragment that an operation says; null where it says nothing that is judged.</summary>
    public MappingDraft? Project(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => HasCredentials(creation)
            ? null
            : AtAddress(ArgumentOfType(creation.Arguments, "Uri") ?? creation.Arguments[0].Value),
        IInvocationOperation { TargetMethod.Name: "SetEnvironmentVariable" } call => call.Arguments.Length > 1
                && Find(call, 0) is { ConstantValue: { HasValue: true, Value: Variable } }
            ? AtAddress(Find(call, 1))
            : null,
        IInvocationOperation call => IsAuthenticated(call) ? null : AtAddress(Find(call, 0)),
        _ => null,
    };

    private MappingDraft? AtAddress(IOperation? address)
    {
        if (address is null || projector.Complete(PartialTexts.DaemonAddress, projector.Project(address)) is not ScalarDraft { IsNull: false } known)
            return null;
        Origin origin = sources.OriginOf(address.Syntax);
        known.Origin = origin;
        var list = new SequenceDraft(origin) { IsOpen = true };
        list.Items.Add(new ScalarDraft(origin, $"{Variable}={known.Text}", ScalarStyle.Quoted));
        var body = new MappingDraft(origin) { IsOpen = true };
        body.Set("Env", origin, list);
        return body;
    }

    private static bool HasCredentials(IObjectCreationOperation creation) =>
        creation.Arguments.Any(a => a.Parameter?.Name == "credentials" && a.ArgumentKind != ArgumentKind.DefaultValue && !IsAnonymous(a.Value));

    private static bool IsAnonymous(IOperation credentials) => credentials switch
    {
        IConversionOperation conversion => IsAnonymous(conversion.Operand),
        IObjectCreationOperation { Type.Name: "AnonymousCredentials" } => true,
        _ => credentials.ConstantValue is { HasValue: true, Value: null },
    };

    /// <summary>Whether the chain of calls that a call is part of says how the client proves who it is.</summary>
    private static bool IsAuthenticated(IInvocationOperation call)
    {
        IOperation end = call;
        while (end.Parent is IInvocationOperation or IArgumentOperation or IConversionOperation)
            end = end.Parent;
        for (IOperation? at = end;
             at is IInvocationOperation or IConversionOperation;
             at = at is IInvocationOperation step ? step.Instance ?? step.Arguments.FirstOrDefault()?.Value : ((IConversionOperation)at).Operand)
            if (at is IInvocationOperation { TargetMethod.Name: var name }
                && (name.Contains("Auth")
                    || name.Contains("Tls")
                    || name.Contains("Credentials")
                    || name.Contains("Certificate")))
                return true;
        return false;
    }

    private static IOperation? Find(IInvocationOperation call, int parameter) => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter)?.Value;

    private static IOperation? ArgumentOfType(IEnumerable<IArgumentOperation> arguments, string type) =>
        arguments.FirstOrDefault(a => a.Parameter?.Type.Name == type)?.Value;

    private static bool IsIn(ITypeSymbol type, string space) =>
        type.ContainingNamespace?.ToDisplayString() is { } own
        && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal));
}
