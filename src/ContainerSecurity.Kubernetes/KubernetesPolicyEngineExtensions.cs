using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using k8s;
using k8s.Models;

namespace ContainerSecurity.Kubernetes;

/// <summary>Judges objects of KubernetesClient as they are.</summary>
public static class KubernetesPolicyEngineExtensions
{
    /// <summary>Judges an object: any model with a pod or of a kind that rules speak of, a list of models, or a custom resource of your own.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="model">The object.</param>
    /// <returns>A decision, which is not allowed where the object cannot be read.</returns>
    public static Decision Evaluate(this PolicyEngine engine, IKubernetesObject model) =>
        Evaluate(engine, [model ?? throw new ArgumentNullException(nameof(model))]);

    /// <summary>Judges objects together, as one set.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="models">The objects.</param>
    /// <returns>A decision, which is not allowed where one of the objects cannot be read.</returns>
    public static Decision Evaluate(this PolicyEngine engine, IEnumerable<IKubernetesObject> models)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(models);
        return Evaluate(engine, errors => models.SelectMany(m => KubernetesModelReader.Read(m, errors, engine.Policy.Pods)));
    }

    /// <summary>Judges the template of a pod, as <see cref="KubernetesModelReader.Read(V1PodTemplateSpec, ICollection{DocumentError})"/> reads it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="template">The template.</param>
    public static Decision Evaluate(this PolicyEngine engine, V1PodTemplateSpec template)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Evaluate(engine, errors => KubernetesModelReader.Read(template, errors));
    }

    /// <summary>Judges the specification of a pod, as <see cref="KubernetesModelReader.Read(V1PodSpec, ICollection{DocumentError})"/> reads it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="spec">The specification.</param>
    public static Decision Evaluate(this PolicyEngine engine, V1PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Evaluate(engine, errors => KubernetesModelReader.Read(spec, errors));
    }

    private static Decision Evaluate(PolicyEngine engine, Func<List<DocumentError>, IEnumerable<Resource>> read)
    {
        var errors = new List<DocumentError>();
        Decision decision = engine.Evaluate([.. read(errors)]);
        return errors.Count == 0 ? decision : decision with { Errors = [.. errors, .. decision.Errors] };
    }
}
