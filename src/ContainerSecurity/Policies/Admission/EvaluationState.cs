using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Admission.Kyverno;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The variables of one evaluation of one policy.</summary>
internal sealed class EvaluationState : ICelBindings
{
    private readonly AdmissionContext context;
    private readonly CelValue variables;

    public EvaluationState(PolicyProgram program, AdmissionRequest request, AdmissionContext context, CelValue parameters, CancellationToken cancellation)
    {
        this.context = context;
        Request = request;
        Program = program;
        Parameters = parameters;
        Cancellation = cancellation;
        Object = request.Object;
        OldObject = request.OldObject;
        variables = CelValue.From(new VariableMap(program, this));
    }

    /// <summary>The same evaluation once more, over another view of the objects.</summary>
    public EvaluationState(EvaluationState other, CelValue @object, CelValue oldObject)
        : this(other.Program, other.Request, other.context, other.Parameters, other.Cancellation)
    {
        Exceptions = other.Exceptions;
        IsOfConditions = other.IsOfConditions;
        Object = @object;
        OldObject = oldObject;
    }

    /// <summary>The same evaluation of the match conditions, which have a budget of their own.</summary>
    public EvaluationState ForConditions() =>
        new(Program, Request, context, Parameters, Cancellation) { Budget = new CostBudget(CostBudget.OfConditions), IsOfConditions = true };

    /// <summary>The same evaluation with what exceptions allow.</summary>
    public EvaluationState WithExceptions(CelValue exceptions) => new(Program, Request, context, Parameters, Cancellation) { Exceptions = exceptions };

    public AdmissionRequest Request { get; }

    public PolicyProgram Program { get; }

    public CelValue Parameters { get; }

    public CancellationToken Cancellation { get; }

    public CostBudget Budget { get; init; } = new();

    /// <summary>The variable <c>object</c>; another one while it is traced what an expression looks at.</summary>
    public CelValue Object { get; init; }

    public CelValue OldObject { get; init; }

    /// <summary>What exceptions allow, for Kyverno's <c>exceptions</c>.</summary>
    public CelValue Exceptions { get; init; }

    public bool TryGet(string name, out CelValue value)
    {
        CelValue? found = name switch
        {
            "object" => Object,
            "oldObject" => OldObject,
            "request" => Request.Value,
            "params" => Parameters,
            "variables" => variables,
            "namespaceObject" => !Program.IsNamespaceTyped ? NamespaceObject : IsOfConditions
                ? CelValue.Null
                : KubernetesEnvironment.WrapNamespace(NamespaceObject),
            "authorizer" => context.AuthorizerOf(Request) is { } authorizer ? CelAuthorizer.Create(authorizer) : CelValue.Unknown("authorizer"),
            "authorizer.requestResource" => context.AuthorizerOf(Request) is { } authorizer
                ? CelAuthorizer.CreateRequestResource(authorizer, RequestResource)
                : CelValue.Unknown("authorizer.requestResource"),
            "exceptions" => Exceptions,
            "images" => KyvernoImages.Of(Object),
            "resource" or "http" or "globalContext" or "image" => KyvernoLibraries.ContextValue(name, context.Kyverno),
            _ => null,
        };
        value = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Whether match conditions are evaluated, which the API server does not tell of the namespace.</summary>
    public bool IsOfConditions { get; init; }

    public CelValue NamespaceObject
    {
        get
        {
            if (context.Use is { } use && context.IsNamespaceAssumed(Request))
                use.IsAsked = true;
            return context.NamespaceOf(Request);
        }
    }

    private CelAuthorizerRequest RequestResource => new()
    {
        User = Request.User?.Name,
        Groups = Request.User?.Groups ?? [],
        ApiGroup = Request.ResourceGroup,
        ApiVersion = Request.ResourceVersion,
        Resource = Request.Resource,
        Subresource = Request.Subresource,
        Namespace = Request.Namespace,
        Name = Request.Name,
    };
}
