using ContainerSecurity.Tool;

return CommandLine.Run(args, Console.In, Console.Out, Console.Error);
