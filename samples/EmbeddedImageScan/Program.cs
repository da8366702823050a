using ContainerSecurity.Images;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using EmbeddedImageScan;

Policy policy = Policy.Create().UseProfile(Profile.Recommended).AddRule(new SourceLabel()).Build();
Image image = await ImageReader.ReadAsync(args[0], new ImageReaderOptions { Detector = policy.Secrets.CreateDetector() }).ConfigureAwait(false);
Decision decision = new PolicyEngine(policy).Evaluate(image);

Console.WriteLine($"{image.Layers.Count} layers of {image.Config.Platform}: {(decision.IsAllowed ? "allowed" : "denied")}");
foreach (PolicyFinding finding in decision.Findings)
    Console.WriteLine($"{finding.Severity} {finding.Finding.Rule.Id} {finding.Finding.Location.Path}: {finding.Finding.Message}");
