using System.Collections;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;
using k8s;
using k8s.Models;

namespace ContainerSecurity.NUnit;

/// <summary>Judges what a test gives, by its type.</summary>
internal static class Subject
{
    /// <summary>The name that a text is shown under.</summary>
    private const string TextName = "(text)";

    public static IReadOnlyList<Decision> Judge(object? subject, PolicyEngine engine) => subject switch
    {
        Decision decision => [decision],
        IEnumerable<Decision> decisions => [.. decisions],
        string text => [engine.Evaluate(text, TextName)],
        FileInfo file => [engine.EvaluateFile(file.FullName)],
        DirectoryInfo folder => JudgeFolder(folder, engine),
        _ => [JudgeObjects(subject, engine)],
    };

    private static IReadOnlyList<Decision> JudgeFolder(DirectoryInfo folder, PolicyEngine engine)
    {
        SourceSelection found = SourceDiscovery.Find([folder.FullName]);
        IEnumerable<Decision> unread = found.Errors.Count == 0 ? [] : [new Decision(folder.FullName, 0, [], found.Errors)];
        return [.. unread, .. engine.Scan(found.Sources)];
    }

    private static Decision JudgeObjects(object? subject, PolicyEngine engine)
    {
        var errors = new List<DocumentError>();
        Resource[] resources = [.. Items(subject).SelectMany(i => Read(i, errors, engine))];
        Decision decision = engine.Evaluate(resources);
        return errors.Count == 0 ? decision : decision with { Errors = [.. errors, .. decision.Errors] };
    }

    private static IEnumerable<object?> Items(object? subject) => subject is IEnumerable list and not IKubernetesObject ? list.Cast<object?>() : [subject];

    private static IEnumerable<Resource> Read(object? item, List<DocumentError> errors, PolicyEngine engine) => item switch
    {
        Resource resource => [resource],
        IKubernetesObject model => KubernetesModelReader.Read(model, errors, engine.Policy.Pods),
        V1PodSpec spec => KubernetesModelReader.Read(spec, errors),
        V1PodTemplateSpec template => KubernetesModelReader.Read(template, errors),
        null => throw new ArgumentException("There is null where something was to be judged."),
        _ => throw new ArgumentException(
            $"A {item.GetType().Name} is not judged; give an object of KubernetesClient, a resource, a text, a FileInfo or a DirectoryInfo."),
    };
}
